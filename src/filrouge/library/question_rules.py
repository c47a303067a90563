"""What every store of questions does alike: pure rules over values."""

from collections.abc import Iterable, Sequence

from filrouge.errors import EditRefused
from filrouge.language.wording import key_of
from filrouge.model import Question, Variant


def bared(question: Question) -> Question:
    """Without its variants, which are stored by themselves."""
    return question.model_copy(update={"variants": ()})


def ordered(questions: Iterable[Question]) -> tuple[Question, ...]:
    """Those an editor put in order first; the others as they came."""
    return tuple(sorted(questions, key=lambda one: (one.position is None, one.position or 0)))


def ours(question: Question) -> tuple[Variant, ...]:
    """Its variants that no publication holds."""
    return tuple(variant for variant in question.variants if variant.publication is None)


def stated(question: Question) -> tuple[str, ...]:
    """Wordings that an editor gives it by saving it: its own, and those that no publication holds."""
    return question.wording, *(variant.text for variant in ours(question))


def divided(question: Question, wordings: Sequence[str]) -> tuple[Question, tuple[Variant, ...]]:
    """What is left of it, and its variants of these wordings. EditRefused when either would be nothing."""
    wanted = {key_of(wording) for wording in wordings}
    moved = tuple(variant for variant in question.variants if key_of(variant.text) in wanted)
    left = tuple(variant for variant in question.variants if key_of(variant.text) not in wanted)
    if not moved:
        raise EditRefused(f"“{question.wording}” has none of these wordings; it has: {'; '.join(question.wordings)}.")
    if not left:
        raise EditRefused(f"every wording of “{question.wording}” would go: rename it instead.")
    wording = left[0].text if key_of(question.wording) in wanted else question.wording
    return question.model_copy(update={"variants": left, "wording": wording, "edited": True}), moved
