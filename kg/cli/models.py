"""The command ``kg models``: list and verify the models that ship with the package."""

from __future__ import annotations

import click


@click.command("models")
def command() -> None:
    r"""List the models, and verify that each file is the one its manifest describes.

    \b
    Examples:
      kg models
    """
    from kg.models import open_model, read_manifest, weights_folder  # noqa: PLC0415  only here

    for place in sorted(path for path in weights_folder().iterdir() if path.is_dir()):
        manifest = read_manifest(place)
        open_model(place.name)
        size = sum(file.size for file in manifest.files) / 1e6
        about = f"{manifest.name} {manifest.version}  {size:.1f} MB  {manifest.licence}"
        click.echo(f"{about}  verified")
        for file in manifest.files:
            click.echo(f"  {file.name}  {file.size} bytes  sha256 {file.sha256}")
