"""The graph as one HTML file that works offline."""

from kg.view.page import render_page, write_page

__all__ = ["render_page", "write_page"]
