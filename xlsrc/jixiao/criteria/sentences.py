"""From the text of a criterion to a row of pieces: statements with the words they came from."""

import re
from dataclasses import dataclass

from jixiao.criteria import atoms
from jixiao.criteria.atoms import Atom, Award, Described, Unknown
from jixiao.criteria.clauses import parse_clause
from jixiao.criteria.normal import MARK, one_spelling, widths

_HEADS = re.compile(r"(?:评分|计分|得分|评价|打分|扣分)?(?:标准|办法|方法|细则|规则|要点|要求)(?:如下)?|指标值|说明")
_NAMED = re.compile(r"(?:(?![且或除若如扣每仅但未不])[^\W\d])+(?:率|度|额|性|经费|成本|费用|结余|结转|绝对值)")
_SCORE = re.compile(r"^(?:(?:实际|最终|计算)?得分=|=)?((?=.*[×/]).*)$")
# 在职人员控制率=在职人员数/编制数×100%: what the value is, which the framework says by its own formula
_DEFINED = re.compile(r"([^\W\d]+(?:率|度|比例|比重))=[^=×]*/[^=×]*×100%")
_AWARDED = re.compile(r"^(.+?)(?:[,]|(?<=的))?((?:不得分|得满分|得分值\d+%|得?-?\d+(?:\.\d+)?分))$")
_NEGATED = ("未", "不", "没", "除", "扣", "加", "减", "每", "至", "最多")
_PAIRS = {"(": ")", "[": "]", "「": "」", "“": "”", "《": "》"}


@dataclass(frozen=True)
class Piece:
    """A statement, the words it came from, its sentence, and whether an enumerator stands before the sentence."""

    atom: Atom
    words: str
    sentence: int
    marked: bool


def unmatched_bracket(text: str) -> str:
    """The first bracket without its partner; "" where all match."""
    open_ones: list[str] = []
    for sign in widths(text):
        if sign in _PAIRS:
            open_ones.append(sign)
        elif sign in _PAIRS.values() and (not open_ones or _PAIRS[open_ones.pop()] != sign):
            return sign
    return open_ones[0] if open_ones else ""


def pieces_of(text: str) -> list[Piece]:
    """All statements of the text in order; words outside the vocabulary are Unknown or Described."""
    pieces: list[Piece] = []
    for index, (marked, sentence) in enumerate(_sentences(widths(text))):
        found = [piece for clause in _clauses(sentence) for piece in _read(clause, index, marked)]
        pieces += _described(found)
    return pieces


def _sentences(text: str) -> list[tuple[bool, str]]:
    """Sentences end at ; 。 and before an enumerator; empty ones are dropped."""
    result: list[tuple[bool, str]] = []
    for chunk in re.split(rf"(?={MARK})", text):
        marked = chunk.startswith(MARK)
        if re.match(rf"{MARK}[;。]", chunk):
            result.append((True, "（编号后没有内容）"))
        for sentence in _split(chunk.lstrip(MARK), ";。!?"):
            result.append((marked, sentence))
            marked = False
    return result


def _split(text: str, signs: str) -> list[str]:
    """Split at signs outside brackets."""
    parts, depth = [""], 0
    for sign in text:
        depth += (sign in "([") - (sign in ")]")
        if sign in signs and depth <= 0:
            parts.append("")
        else:
            parts[-1] += sign
    return [part.strip("、") for part in parts if part.strip("、")]


def _clauses(sentence: str) -> list[str]:
    sentence = re.sub(r"(每[^,]{1,20}),(?=扣[除减]?\d)", r"\1", sentence)
    sentence = re.sub(r"、(?=扣完|每|得满分|不得分|不足|\d+(?:\.\d+)?%)", ",", sentence)
    sentence = re.sub(r":(?=\d)", "", sentence) if re.search(r":\d+%?[^,]*[-~—]", sentence) else sentence
    return [clause for clause in _split(sentence, ",:") if not _HEADS.fullmatch(clause)]


def _read(clause: str, sentence: int, marked: bool) -> list[Piece]:
    """The pieces of one clause; a clause that isn't understood as a whole is one Unknown."""
    found = _atoms(clause)
    return [Piece(atom, clause, sentence, marked) for atom in found]


def _atoms(clause: str) -> list[Atom]:
    clause = re.sub(r"\([得计记]?(\d+(?:\.\d+)?分)\)$", r"\1", clause)
    spelled = one_spelling(clause)
    if not spelled:
        return []
    if defined := _DEFINED.fullmatch(spelled):
        return [atoms.Named(defined[1])]
    score = _SCORE.match(spelled)
    if score and (parsed := _score(score[1])):
        return [parsed]
    known = parse_clause(spelled)
    if known is not None:
        return list(known)
    if _NAMED.fullmatch(spelled):
        return [atoms.Named(spelled)]
    return _bracketed(clause) or _awarded(clause, spelled)


def _score(expression: str) -> Atom | None:
    """A formula needs a × or the weight; 是/否 written with a slash is none."""
    return atoms.Score(expression) if "×" in expression else None


def _bracketed(clause: str) -> list[Atom]:
    """A clause with a bracket whose inside and outside are both understood: 每超过1%扣1分（扣完为止）."""
    match = re.fullmatch(r"([^()]*)\(([^()]+)\)([^()]*)", clause)
    if not match:
        return []
    found: list[Atom] = []
    for part in (match[1], *_split(match[2], ",;。"), match[3]):
        spelled = one_spelling(part)
        known = parse_clause(spelled) if spelled else ()
        if known is None:
            return []
        found += known
    return found


def _awarded(clause: str, spelled: str) -> list[Atom]:
    """Unknown words; where points follow them, the points are a piece of their own."""
    match = _AWARDED.match(spelled)
    if match is None or match[1].endswith(_NEGATED):
        return [Unknown(clause)]
    tail = match[2] if match[2].startswith(("得", "不")) else f"得{match[2]}"
    award = parse_clause(tail)
    text = re.sub(r"[,的]?(?:可|则|即)?[不得计记给]*(?:\d+(?:\.\d+)?|满|零)?分(?:值的?\d+%)?$", "", clause)
    return [Unknown(text or clause), *(award or ())]


def _text(atom: Atom) -> str:
    return atom.text if isinstance(atom, Unknown) else str(getattr(atom, "subject", ""))


def _described(pieces: list[Piece]) -> list[Piece]:
    """Unknown words followed by points become a description with points."""
    result: list[Piece] = []
    for piece in pieces:
        unknown: list[Piece] = []
        while isinstance(piece.atom, Award) and result and isinstance(result[-1].atom, Unknown | atoms.Named):
            unknown.insert(0, result.pop())
        if unknown and isinstance(piece.atom, Award):
            text = "，".join(_text(each.atom) for each in unknown).removesuffix("的")
            piece = Piece(Described(text, piece.atom, piece.marked), text, piece.sentence, piece.marked)
        result.append(piece)
    return result
