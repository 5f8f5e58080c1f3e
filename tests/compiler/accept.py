#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compare the parser with CPython's: does it accept the same files, and are the trees the same?

    tests/compiler/accept.py [--parser build/front/adder-parse] [--positions] [FILE | FOLDER ...]

Without arguments the files are those of the running CPython's library. The parser is built if it is
not there. Prints what differs, then `N passed, N failed`. Skipped are files that CPython refuses,
and those not in UTF-8. With --positions each expression and statement must also stand where
CPython (3.12 or later) sees it.
"""

import argparse
import ast
import re
import subprocess
import sys
import sysconfig
import warnings
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BINARY = dict(Add="+", Sub="-", Mult="*", FloorDiv="//", Mod="%", BitAnd="&", BitOr="|",
              BitXor="^", LShift="<<", RShift=">>", Div="/", Pow="**", MatMult="@")
UNARY = dict(USub="-", UAdd="+", Invert="~", Not="not")
RELATION = dict(Lt="<", LtE="<=", Eq="==", NotEq="!=", Gt=">", GtE=">=", In="in", NotIn="not-in",
                Is="is", IsNot="is-not")
CONTEXT = dict(Load="", Store=" store", Del=" del")
# Our nodes that have a place in CPython's tree too.
PLACED = ("Expr Assign AugAssign AnnAssign Return Delete Pass Break Continue If While For With Try "
          "Raise Assert Global Nonlocal Import ImportFrom FunctionDef ClassDef Match TypeAlias "
          "Name Int Float Imag Bytes JoinedStr None True False Ellipsis Tuple List Set Dict "
          "UnaryOp BinOp BoolOp Compare IfExp NamedExpr Lambda Await Yield YieldFrom Call "
          "Attribute Subscript Slice Starred ListComp SetComp GeneratorExp DictComp").split()


def name(node):
    return type(node).__name__


def join(*parts):
    """A node without trailing missing children."""
    parts = list(parts)
    while parts and parts[-1] is None:
        parts.pop()
    return " ".join("-" if part is None else part for part in parts if part != "")


def quoted(data):
    plain = {c: chr(c) for c in range(32, 127) if chr(c) not in "'\\"}
    return "'" + "".join(plain.get(c, f"\\x{c:02x}") for c in data) + "'"


class Printer:
    """CPython's tree as adast_print would print it."""

    def __init__(self, source, positions):
        self.lines = re.split(rb"\r\n|\r|\n", source)
        if self.lines[0].startswith(b"\xef\xbb\xbf"):
            self.lines[0] = self.lines[0][3:]
        self.positions = positions

    def list(self, nodes):
        texts = [n if isinstance(n, str) else self.show(n) for n in nodes]
        return "[" + " ".join(texts) + "]" if texts else ""

    def opt(self, node):
        return None if node is None else self.show(node)

    def show(self, n):
        text = getattr(self, "do_" + name(n))(n)
        if not self.positions or not hasattr(n, "lineno"):
            return text
        head = re.match(r"\(\w+", text)[0]
        if head[1:] not in PLACED:
            return text
        if head == "(ClassDef" or head == "(FunctionDef":
            end = 0 if n.end_lineno != n.lineno else n.end_col_offset
        else:
            end = n.end_col_offset if n.end_lineno == n.lineno else 0
        place = f"@{n.lineno}:{min(n.col_offset, 65535)}-{min(end, 65535)}"
        return head + place + text[len(head):]

    def block(self, body):
        return f"(Block {self.list(body)})" if body else None

    # --- statements

    def do_Module(self, n):
        return "(" + join("Module", self.list(n.body)) + ")"

    def do_Expr(self, n):
        return f"(Expr {self.show(n.value)})"

    def do_Assign(self, n):
        return f"(Assign {self.show(n.value)} {self.list(n.targets)})"

    def do_AugAssign(self, n):
        return f"(AugAssign {BINARY[name(n.op)]} {self.show(n.target)} {self.show(n.value)})"

    def do_AnnAssign(self, n):
        return "(" + join("AnnAssign", "1" if n.simple else "", self.show(n.target),
                          self.show(n.annotation), self.opt(n.value)) + ")"

    def do_Return(self, n):
        return "(" + join("Return", self.opt(n.value)) + ")"

    def do_Delete(self, n):
        return f"(Delete {self.list(n.targets)})"

    def do_Pass(self, n):
        return f"({name(n)})"

    do_Break = do_Continue = do_Pass

    def do_If(self, n):
        ifs = [n]
        while len(n.orelse) == 1 and isinstance(n.orelse[0], ast.If) and self.is_elif(n.orelse[0]):
            n = n.orelse[0]
            ifs.append(n)
        last = self.block(n.orelse)
        for n in reversed(ifs):
            last = "(" + join("If", self.show(n.test), self.block(n.body), last) + ")"
            if self.positions:
                end = n.end_col_offset if n.end_lineno == n.lineno else 0
                last = f"(If@{n.lineno}:{n.col_offset}-{end}{last[3:]}" if n is not ifs[0] else last
        return last

    def is_elif(self, n):
        return self.lines[n.lineno - 1][n.col_offset:].startswith(b"elif")

    def do_While(self, n):
        return "(" + join("While", self.show(n.test), self.block(n.body),
                          self.block(n.orelse)) + ")"

    def do_For(self, n, flag=""):
        return "(" + join("For", flag, self.show(n.target), self.show(n.iter), self.block(n.body),
                          self.block(n.orelse)) + ")"

    def do_AsyncFor(self, n):
        return self.do_For(n, "1")

    def do_With(self, n, flag=""):
        return "(" + join("With", flag, None, self.block(n.body)) + f" {self.list(n.items)})"

    def do_AsyncWith(self, n):
        return self.do_With(n, "1")

    def do_withitem(self, n):
        return "(" + join("WithItem", self.show(n.context_expr), self.opt(n.optional_vars)) + ")"

    def do_Try(self, n, flag=""):
        text = join("Try", flag, self.block(n.body), self.block(n.orelse), self.block(n.finalbody))
        return f"({join(text, self.list(n.handlers))})"

    def do_TryStar(self, n):
        return self.do_Try(n, "1")

    def do_ExceptHandler(self, n):
        return "(" + join("Handler", n.name or "", self.opt(n.type), self.block(n.body)) + ")"

    def do_Raise(self, n):
        return "(" + join("Raise", self.opt(n.exc), self.opt(n.cause)) + ")"

    def do_Assert(self, n):
        return "(" + join("Assert", self.show(n.test), self.opt(n.msg)) + ")"

    def do_Global(self, n):
        names = [f"(Name store {name})" for name in n.names]
        return f"({name(n)} {self.list(names)})"

    do_Nonlocal = do_Global

    def do_Import(self, n):
        return f"(Import {self.list(n.names)})"

    def do_ImportFrom(self, n):
        return "(" + join("ImportFrom", str(n.level or ""), n.module or "",
                          self.list(n.names)) + ")"

    def do_alias(self, n):
        return "(" + join("Alias", n.name, n.asname and f"(Name store {n.asname})") + ")"

    def do_FunctionDef(self, n, flag=""):
        text = join("FunctionDef", flag, n.name, self.show(n.args), self.block(n.body),
                    self.opt(n.returns), self.type_params(n))
        return f"({join(text, self.list(n.decorator_list))})"

    def do_AsyncFunctionDef(self, n):
        return self.do_FunctionDef(n, "1")

    def do_ClassDef(self, n):
        args = sorted(n.bases + n.keywords, key=lambda x: (x.lineno, x.col_offset))
        has = args or self.has_brackets(n)
        text = join("ClassDef", n.name, f"({join('ClassArgs', self.list(args))})" if has else None,
                    self.block(n.body), None, self.type_params(n))
        return f"({join(text, self.list(n.decorator_list))})"

    def has_brackets(self, n):
        line = self.lines[n.lineno - 1][n.col_offset:]
        return re.match(rb"class\s+\w+\s*\(", line) is not None

    def type_params(self, n):
        params = getattr(n, "type_params", None)
        return f"(TypeParams {self.list(params)})" if params else None

    def type_param(self, n, flag=""):
        return "(" + join("TypeParam", flag, n.name, self.opt(getattr(n, "bound", None)),
                          self.opt(getattr(n, "default_value", None))) + ")"

    def do_TypeVar(self, n):
        return self.type_param(n)

    def do_TypeVarTuple(self, n):
        return self.type_param(n, "1")

    def do_ParamSpec(self, n):
        return self.type_param(n, "2")

    def do_TypeAlias(self, n):
        return "(" + join("TypeAlias", self.show(n.name), self.show(n.value), None,
                          self.type_params(n)) + ")"

    def do_arguments(self, n):
        plain = n.posonlyargs + n.args
        defaults = [None] * (len(plain) - len(n.defaults)) + n.defaults
        params = [self.param("pos" if i < len(n.posonlyargs) else "", a, d)
                  for i, (a, d) in enumerate(zip(plain, defaults))]
        if n.vararg:
            params.append(self.param("*", n.vararg, None))
        params += [self.param("kw", a, d) for a, d in zip(n.kwonlyargs, n.kw_defaults)]
        if n.kwarg:
            params.append(self.param("**", n.kwarg, None))
        return "(" + join("Arguments", self.list(params)) + ")"

    def param(self, kind, a, default):
        return "(" + join("Param", kind, a.arg, self.opt(a.annotation), self.opt(default)) + ")"

    # --- expressions

    def do_Constant(self, n):
        value = n.value
        if value is None or value is True or value is False:
            return f"({value})"
        if value is Ellipsis:
            return "(Ellipsis)"
        if isinstance(value, str):
            return f"(Str {quoted(value.encode('utf-8', 'surrogatepass'))})"
        if isinstance(value, bytes):
            return f"(Bytes {quoted(value)})"
        text = self.lines[n.lineno - 1][n.col_offset:n.end_col_offset].decode().replace("_", "")
        if isinstance(value, int):
            base = {"0x": 16, "0o": 8, "0b": 2}.get(text[:2].lower(), 10)
            return f"(Int {base} {text if base == 10 else text[2:]})"
        return f"(Float {text})" if isinstance(value, float) else f"(Imag {text[:-1]})"

    def do_JoinedStr(self, n):
        return "(" + join("JoinedStr", self.list(n.values)) + ")"

    def do_FormattedValue(self, n):
        op = chr(n.conversion) if n.conversion > 0 else ""
        return "(" + join("FormattedValue", op, self.show(n.value), self.opt(n.format_spec)) + ")"

    def do_Name(self, n):
        return f"(Name{CONTEXT[name(n.ctx)]} {n.id})"

    def do_Tuple(self, n):
        return f"({name(n)}" + CONTEXT[name(n.ctx)] + (" " + self.list(n.elts)).rstrip() + ")"

    do_List = do_Tuple

    def do_Set(self, n):
        return f"(Set {self.list(n.elts)})"

    def do_Dict(self, n):
        items = []
        for key, value in zip(n.keys, n.values):
            items += [self.opt(key) or "-", self.show(value)]
        return "(" + join("Dict", self.list(items)) + ")"

    def do_UnaryOp(self, n):
        return f"(UnaryOp {UNARY[name(n.op)]} {self.show(n.operand)})"

    def do_BinOp(self, n):
        return f"(BinOp {BINARY[name(n.op)]} {self.show(n.left)} {self.show(n.right)})"

    def do_BoolOp(self, n):
        return f"(BoolOp {name(n.op).lower()} {self.list(n.values)})"

    def do_Compare(self, n):
        ops = " ".join(RELATION[name(op)] for op in n.ops)
        return f"(Compare {ops} {self.show(n.left)} {self.list(n.comparators)})"

    def do_IfExp(self, n):
        return f"(IfExp {self.show(n.test)} {self.show(n.body)} {self.show(n.orelse)})"

    def do_NamedExpr(self, n):
        return f"(NamedExpr {self.show(n.target)} {self.show(n.value)})"

    def do_Lambda(self, n):
        return f"(Lambda {self.show(n.args)} {self.show(n.body)})"

    def do_Await(self, n):
        return f"({name(n)} {self.show(n.value)})"

    do_YieldFrom = do_Await

    def do_Yield(self, n):
        return "(" + join("Yield", self.opt(n.value)) + ")"

    def do_Call(self, n):
        args = sorted(n.args + n.keywords, key=lambda x: (x.lineno, x.col_offset))
        return "(" + join("Call", self.show(n.func), self.list(args)) + ")"

    def do_keyword(self, n):
        return "(" + join("Keyword", n.arg or "", self.show(n.value)) + ")"

    def do_Attribute(self, n):
        return f"(Attribute{CONTEXT[name(n.ctx)]} {n.attr} {self.show(n.value)})"

    def do_Subscript(self, n):
        return f"(Subscript{CONTEXT[name(n.ctx)]} {self.show(n.value)} {self.show(n.slice)})"

    def do_Slice(self, n):
        return "(" + join("Slice", self.opt(n.lower), self.opt(n.upper), self.opt(n.step)) + ")"

    def do_Starred(self, n):
        return f"(Starred{CONTEXT[name(n.ctx)]} {self.show(n.value)})"

    def do_ListComp(self, n):
        return f"({name(n)} {self.show(n.elt)} {self.list(n.generators)})"

    do_SetComp = do_GeneratorExp = do_ListComp

    def do_DictComp(self, n):
        return f"(DictComp {self.show(n.key)} {self.show(n.value)} {self.list(n.generators)})"

    def do_comprehension(self, n):
        return "(" + join("CompFor", "1" if n.is_async else "", self.show(n.target),
                          self.show(n.iter), self.list(n.ifs)) + ")"

    # --- match

    def do_Match(self, n):
        return f"(Match {self.show(n.subject)} {self.list(n.cases)})"

    def do_match_case(self, n):
        return "(" + join("Case", self.show(n.pattern), self.opt(n.guard), self.block(n.body)) + ")"

    def do_MatchValue(self, n):
        return f"(MatchValue {self.show(n.value)})"

    def do_MatchSingleton(self, n):
        return f"(MatchSingleton ({n.value}))"

    def do_MatchSequence(self, n):
        return "(" + join("MatchSequence", self.list(n.patterns)) + ")"

    def do_MatchStar(self, n):
        return "(" + join("MatchStar", n.name or "") + ")"

    def do_MatchMapping(self, n):
        items = []
        for key, value in zip(n.keys, n.patterns):
            items += [self.show(key), self.show(value)]
        return "(" + join("MatchMapping", n.rest or "", self.list(items)) + ")"

    def do_MatchClass(self, n):
        items = [self.show(p) for p in n.patterns]
        items += [f"(MatchKeyword {k} {self.show(p)})"
                  for k, p in zip(n.kwd_attrs, n.kwd_patterns)]
        return "(" + join("MatchClass", self.show(n.cls), self.list(items)) + ")"

    def do_MatchOr(self, n):
        return f"(MatchOr {self.list(n.patterns)})"

    def do_MatchAs(self, n):
        if n.pattern is None:
            return "(" + join("MatchCapture", n.name or "") + ")"
        return f"(MatchAs {n.name} {self.show(n.pattern)})"


def first_difference(a, b):
    at = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
    at = max(0, at - 60)
    return f"  CPython {a[at:at + 160]!r}\n  here    {b[at:at + 160]!r}"


def canonical(text, positions):
    """Without the places of nodes that CPython has not, or has as strings (names of `global`)."""
    if positions:
        text = re.sub(r"\((\w+)(@\d+:\d+-\d+)",
                      lambda m: m[0] if m[1] in PLACED else "(" + m[1], text)
        text = re.sub(r"\(Name@\d+:\d+-\d+ store", "(Name store", text)
        text = re.sub(r"\(MatchSingleton \((\w+)@\d+:\d+-\d+", r"(MatchSingleton (\1", text)
    return text


def check(path, parser, positions):
    """None when there is nothing to compare, else (same, what to print)."""
    source = path.read_bytes()
    try:
        source.decode("utf-8")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError):
        return None
    command = [parser, "-p", path] if positions else [parser, path]
    done = subprocess.run(command, capture_output=True)
    ours = done.stdout.decode("utf-8", "replace").strip()
    if done.returncode:
        return False, f"{path}: refused\n{ours}"
    theirs = Printer(source, positions).show(tree).strip()
    ours, theirs = canonical(ours, positions), canonical(theirs, positions)
    if ours == theirs:
        return True, ""
    return False, f"{path}: the trees differ\n" + first_difference(theirs, ours)


def build(program):
    """adder-parse, which no other target needs."""
    sources = [ROOT / "tests/compiler/adder_parse.c", ROOT / "src/base/arena.c",
               ROOT / "src/base/utf8.c", ROOT / "src/compiler/ast.c", ROOT / "src/compiler/diag.c",
               *ROOT.glob("src/compiler/lex*.c"), *ROOT.glob("src/compiler/parse*.c")]
    program.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["cc", "-std=c11", "-O2", "-I", ROOT / "src", *sources, "-o", program],
                   check=True)


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--parser", type=Path, default=ROOT / "build/front/adder-parse")
    options.add_argument("--positions", action="store_true")
    options.add_argument("paths", nargs="*", type=Path)
    options = options.parse_args()
    sys.setrecursionlimit(20000)
    if not options.parser.exists():
        build(options.parser)
    counts = {True: 0, False: 0}
    for path in options.paths or [Path(sysconfig.get_path("stdlib"))]:
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            result = check(file, options.parser, options.positions)
            if result is None:
                continue
            counts[result[0]] += 1
            if not result[0]:
                print(result[1])
    print(f"{counts[True]} passed, {counts[False]} failed")
    return 1 if counts[False] or not counts[True] else 0


if __name__ == "__main__":
    sys.exit(main())
