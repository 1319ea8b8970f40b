"""The architecture, as rules that can fail: import direction, sizes, names, docstrings, safety.

Each rule is a function from a `Module` to what is wrong with it. `test_rule` applies every rule
to every module of the package; `test_rule_catches` shows each rule a small bad module, so that a
rule that has stopped working is noticed.
"""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "kg"

# A module imports only from its left, from its own package, and from FREE.
LAYERS = (
    "machine",
    "wordlists",
    "knowledge",
    "dates",
    "sentences",
    "context",
    "models",
    "readers",
    "clean",
    "segmentation",
    "tagger",
    "stanza_pipeline",
    "parse",
    "batches",
    "quotes",
    "coref",
    "circumstances",
    "confidence",
    "events",
    "locations",
    "stages",
    "workers",
    "entities",
    "annotations",
    "draft",
    "graph",
    "records",
    "lookup",
    "paths",
    "export",
    "query",
    "view",
    "evaluation",
    "corpus",
    "progress",
    "benchmark",
    "training",
    "kg",  # the public names, re-exported by kg/__init__.py
    "cli",
    "__main__",
)
FREE = ("types", "errors", "files")

# The only places that know a library; whatever is not listed may be imported anywhere.
HOMES = {
    "stanza": ("stanza_pipeline", "training"),
    "torch": ("benchmark", "training"),
    "onnx": ("training",),
    "onnxruntime": ("segmentation", "tagger", "training"),
    "tokenizers": ("tagger", "training"),
    "networkx": ("graph", "draft", "lookup", "paths", "query", "export", "view", "entities"),
    "pyvis": ("view",),
    "rustworkx": ("query", "evaluation", "view"),
    "trafilatura": ("readers", "clean"),
    "click": ("cli",),
    "tqdm": ("progress", "training"),
}
DRAWERS = ("utils", "util", "helpers", "helper", "misc", "common", "tools")
UNSAFE_MODULES = ("pickle", "cPickle", "dill", "joblib", "marshal", "shelve", "xml")
SAFE_PARTS = ("xml.sax.saxutils", "xml.etree.ElementTree.ParseError")  # they parse nothing
UNSAFE_CALLS = ("eval", "exec", "yaml.load", "yaml.unsafe_load", "os.system")
FEWEST_LINES, MOST_LINES, MOST_FUNCTION_LINES = 50, 400, 60
# Written in pieces, so that this file does not hold what it looks for.
MACHINE_PATH = re.compile(r"(?<![\w.:/-])/" + r"(?:work|home|Users|root|tmp|mnt|opt)" + r"/\w")
HEADER = {
    "source": re.compile(r"^# source: \S", re.MULTILINE),
    "licence": re.compile(r"^# licence: \S", re.MULTILINE),
    "date": re.compile(r"^# date: \d{4}-\d\d-\d\d$", re.MULTILINE),
}

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Module:
    """A module of the package: its path below the repository, and its source."""

    path: str
    source: str
    names: frozenset[str] = frozenset()

    @property
    def layer(self) -> str:
        """The first name below ``kg``; "kg" for the package itself."""
        parts = Path(self.path).with_suffix("").parts[1:]
        return "kg" if parts == ("__init__",) else parts[0]

    @property
    def tree(self) -> ast.Module:
        """The syntax tree."""
        return ast.parse(self.source)

    def functions(self) -> Iterator[Function]:
        """Yield every function, nested ones too."""
        for node in ast.walk(self.tree):
            if isinstance(node, Function):
                yield node

    def imports(self) -> Iterator[str]:
        """Yield the dotted name of everything imported, wherever the import stands."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield from (f"{node.module}.{alias.name}" for alias in node.names)

    def kg_imports(self) -> Iterator[str]:
        """Yield the layers of ``kg`` that the module imports from."""
        for name in self.imports():
            first, _, rest = name.partition(".")
            if first == "kg":
                layer = rest.partition(".")[0]
                known = self.names | {*LAYERS, *FREE}
                yield layer if layer in known else "kg"


Rule = Callable[[Module], Iterator[str]]


def imports_from_its_left(module: Module) -> Iterator[str]:
    if module.layer in FREE:
        # files.py and types.py know nothing of the package; messages may name anything.
        yield from (f"{name} imported by {module.layer}" for name in module.kg_imports())
        return
    if module.layer not in LAYERS:
        yield f"layer {module.layer!r} has no place in LAYERS"
        return
    place = LAYERS.index(module.layer)
    for name in module.kg_imports():
        if name in (*FREE, *LAYERS[:place], module.layer):
            continue
        yield f"{name} imported by {module.layer}, which is not to its right"


def knows_no_foreign_library(module: Module) -> Iterator[str]:
    for name in module.imports():
        library = name.partition(".")[0]
        if module.layer not in HOMES.get(library, (module.layer,)):
            yield f"{library} imported; it belongs to {', '.join(HOMES[library])}"


def imports_absolutely(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            yield f"line {node.lineno}: relative import"


def has_a_docstring(module: Module) -> Iterator[str]:
    if not ast.get_docstring(module.tree):
        yield "no module docstring"


def documents_what_is_public(module: Module) -> Iterator[str]:
    for name, node in _public(module.tree):
        if not ast.get_docstring(node):
            yield f"{name} has no docstring"


def annotates_what_is_public(module: Module) -> Iterator[str]:
    for name, node in _public(module.tree):
        if isinstance(node, Function) and (missing := _missing_annotations(node)):
            yield f"{name} has no annotation for {', '.join(missing)}"


def is_short(module: Module) -> Iterator[str]:
    if (lines := len(module.source.splitlines())) > MOST_LINES:
        yield f"{lines} lines, at most {MOST_LINES}"


def has_short_functions(module: Module) -> Iterator[str]:
    for function in module.functions():
        if (lines := _length(function)) > MOST_FUNCTION_LINES:
            yield f"{function.name} has {lines} lines, at most {MOST_FUNCTION_LINES}"


def has_a_telling_name(module: Module) -> Iterator[str]:
    if drawers := set(Path(module.path).with_suffix("").parts) & set(DRAWERS):
        yield f"called {drawers.pop()}: say what is in it"


def names_no_machine(module: Module) -> Iterator[str]:
    for number, line in enumerate(module.source.splitlines(), start=1):
        if MACHINE_PATH.search(line):
            yield f"line {number}: absolute path"


def opens_nothing_unsafe(module: Module) -> Iterator[str]:
    for name in module.imports():
        if name.partition(".")[0] in UNSAFE_MODULES and not name.startswith(SAFE_PARTS):
            yield f"{name} imported"
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            if (called := ast.unparse(node.func)) in UNSAFE_CALLS:
                yield f"line {node.lineno}: {called} called"
            if any(ast.unparse(keyword) == "weights_only=False" for keyword in node.keywords):
                yield f"line {node.lineno}: weights_only=False"


RULES: tuple[Rule, ...] = (
    imports_from_its_left,
    knows_no_foreign_library,
    imports_absolutely,
    has_a_docstring,
    documents_what_is_public,
    annotates_what_is_public,
    is_short,
    has_short_functions,
    has_a_telling_name,
    names_no_machine,
    opens_nothing_unsafe,
)


def _public(tree: ast.Module) -> Iterator[tuple[str, Function | ast.ClassDef]]:
    """Yield the public functions and classes of a module, and the public methods."""
    for node in tree.body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield node.name, node
            if isinstance(node, ast.ClassDef):
                for method in node.body:
                    if isinstance(method, Function) and not method.name.startswith("_"):
                        yield f"{node.name}.{method.name}", method


def _missing_annotations(function: Function) -> list[str]:
    named = function.args
    every = [*named.posonlyargs, *named.args, *named.kwonlyargs, named.vararg, named.kwarg]
    missing = [
        argument.arg
        for argument in every
        if argument and not argument.annotation and argument.arg not in ("self", "cls")
    ]
    return missing if function.returns else [*missing, "return"]


def _length(function: Function) -> int:
    """Count the lines of a function without its decorators and its docstring."""
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    if ast.get_docstring(function):
        text = function.body[0]
        lines -= (text.end_lineno or text.lineno) - text.lineno + 1
    return lines


def _modules() -> list[Module]:
    paths = sorted(PACKAGE.rglob("*.py"))
    layers = {path.relative_to(PACKAGE).with_suffix("").parts[0] for path in paths}
    return [
        Module(
            path=path.relative_to(ROOT).as_posix(),
            source=path.read_text(encoding="utf-8"),
            names=frozenset(layers),
        )
        for path in paths
    ]


MODULES = _modules()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_rule(rule: Rule) -> None:
    assert [f"{module.path}: {fault}" for module in MODULES for fault in rule(module)] == []


GOOD = '"""A module."""\n'


@pytest.mark.parametrize(
    ("rule", "path", "source", "fault"),
    [
        (imports_from_its_left, "kg/coref.py", "from kg.graph import x", "graph imported"),
        (imports_from_its_left, "kg/coref.py", "def f():\n    import kg.cli", "cli imported"),
        (imports_from_its_left, "kg/graph.py", "from kg import __version__", "kg imported"),
        (imports_from_its_left, "kg/errors.py", "from kg import files", "files imported"),
        (imports_from_its_left, "kg/novel.py", "", "no place in LAYERS"),
        (knows_no_foreign_library, "kg/graph.py", "import stanza", "belongs to stanza"),
        (knows_no_foreign_library, "kg/tagger/a.py", "from torch import nn", "belongs to bench"),
        (knows_no_foreign_library, "kg/cli/a.py", "import networkx as nx", "belongs to graph"),
        (knows_no_foreign_library, "kg/query.py", "from pyvis.network import Network", "view"),
        (imports_absolutely, "kg/coref.py", "from . import types", "relative import"),
        (has_a_docstring, "kg/coref.py", "x = 1", "no module docstring"),
        (documents_what_is_public, "kg/coref.py", "def link(): ...", "link has no docstring"),
        (documents_what_is_public, "kg/a.py", "class A:\n def b(self): ...", "A.b has no"),
        (annotates_what_is_public, "kg/a.py", "def f(a, *b, c=1): ...", "for a, c, b, return"),
        (annotates_what_is_public, "kg/a.py", "class A:\n def b(self): ...", "for return"),
        (is_short, "kg/a.py", "x = 1\n" * 401, "401 lines"),
        (has_short_functions, "kg/a.py", "def f():\n" + "    x = 1\n" * 60, "f has 61 lines"),
        (has_a_telling_name, "kg/readers/utils.py", "", "called utils"),
        (has_a_telling_name, "kg/helpers/marks.py", "", "called helpers"),
        (
            names_no_machine,
            "kg/a.py",
            "DATA = '/" + "home/ani/data'",
            "line 1",
        ),
        (opens_nothing_unsafe, "kg/a.py", "import pickle", "pickle imported"),
        (opens_nothing_unsafe, "kg/a.py", "from joblib import load", "joblib.load imported"),
        (opens_nothing_unsafe, "kg/a.py", "from xml.etree import ElementTree", "xml.etree"),
        (opens_nothing_unsafe, "kg/a.py", "eval('1')", "eval called"),
        (opens_nothing_unsafe, "kg/a.py", "yaml.load(text)", "yaml.load called"),
        (opens_nothing_unsafe, "kg/a.py", "torch.load(p, weights_only=False)", "weights_only"),
    ],
)
def test_rule_catches(rule: Rule, path: str, source: str, fault: str) -> None:
    assert any(fault in found for found in rule(Module(path, source)))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_rule_accepts(rule: Rule) -> None:
    source = GOOD + (
        "from kg.types import Span\nfrom kg.sentences import repair\n\n\n"
        'def first(spans: list[Span]) -> Span:\n    """Return the first."""\n    return spans[0]\n'
    )
    assert list(rule(Module("kg/coref.py", source))) == []


def test_every_rule_has_been_seen_to_fail() -> None:
    [mark] = test_rule_catches.pytestmark
    assert {case[0] for case in mark.args[1]} == set(RULES)


def test_sizes_are_reported(request: pytest.FixtureRequest) -> None:
    modules = {module.path: len(module.source.splitlines()) for module in MODULES}
    lengths = sorted(_length(function) for module in MODULES for function in module.functions())
    small = [path for path, lines in modules.items() if lines < FEWEST_LINES]
    report = (
        f"kg: {len(modules)} modules of {statistics.median(modules.values()):.0f} lines (median), "
        f"{max(modules.values())} at most, {len(small)} under {FEWEST_LINES}; {len(lengths)} "
        f"functions of {statistics.median(lengths):.0f} lines (median), {lengths[-1]} at most, "
        f"90 % within {lengths[int(len(lengths) * 0.9)]}"
    )
    if reporter := request.config.pluginmanager.get_plugin("terminalreporter"):
        reporter.write_line(f"\n{report}")
    assert modules
    assert lengths


_IMPORT = """
import sys, time
start = time.perf_counter()
import kg
print(time.perf_counter() - start)
print(*sorted({"torch", "stanza", "onnxruntime", "pyvis", "trafilatura"} & set(sys.modules)))
"""


def test_import_is_light() -> None:
    times = []
    for _ in range(3):  # the first may compile, and another program may be busy
        done = subprocess.run(
            [sys.executable, "-c", _IMPORT], capture_output=True, text=True, check=True, cwd=ROOT
        )
        seconds, loaded = done.stdout.split("\n")[:2]
        assert loaded == ""
        times.append(float(seconds))
    assert min(times) < 0.3


def _missing_header(text: str) -> list[str]:
    header = "\n".join(line for line in text.splitlines()[:12] if line.startswith("#"))
    return [field for field, pattern in HEADER.items() if not pattern.search(header)]


def _word_lists() -> list[Path]:
    return [
        path
        for path in sorted((PACKAGE / "data").rglob("*"))
        if path.is_file() and path.suffix in (".txt", ".tsv") and "samples" not in path.parts
    ]


@pytest.mark.parametrize("path", _word_lists(), ids=lambda path: path.name)
def test_word_list_says_where_it_is_from(path: Path) -> None:
    assert _missing_header(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("# source: us\n# licence: MIT\n# date: 2025-01-31\nkata\n", []),
        ("kata\n", ["source", "licence", "date"]),
        ("# source: us\n# licence:\n# date: today\nkata\n", ["licence", "date"]),
    ],
)
def test_word_list_header_is_checked(text: str, missing: list[str]) -> None:
    assert _missing_header(text) == missing


def _texts_we_publish() -> list[Path]:
    found = [ROOT / name for name in ("README.md", "CHANGELOG.md", "Makefile", ".ci/run")]
    found += (ROOT / "docs").rglob("*.md")
    found += (ROOT / "notebooks").glob("*.ipynb")
    found += (path for path in (ROOT / "tests").rglob("*.py") if "fault" not in path.parts)
    return [path for path in found if path.is_file()]


@pytest.mark.parametrize(
    "path", _texts_we_publish(), ids=lambda path: path.relative_to(ROOT).as_posix()
)
def test_no_file_names_a_machine(path: Path) -> None:
    module = Module(path.name, path.read_text(encoding="utf-8"))
    assert list(names_no_machine(module)) == []
