"""What a person reads of a release: data card, datasheet, a methods paragraph, how to cite it."""

from releases.cards.about import About, about_from
from releases.cards.citation import citation
from releases.cards.data_card import data_card
from releases.cards.datasheet import datasheet
from releases.cards.methods import methods
from releases.frozen import AGREEMENT, SPLITS, FrozenRelease


def cards_write(frozen: FrozenRelease) -> None:
    """Write the four files of a release that is being made; all else is there already."""
    project, scheme = frozen.project, frozen.scheme
    about = about_from(project["about"])
    agreement, splits = frozen.body(AGREEMENT), frozen.body(SPLITS)
    texts = {
        "README.md": data_card(project, scheme, about, agreement, splits),
        "DATASHEET.md": datasheet(project, scheme, about, agreement, splits),
        "METHODS.md": methods(project, scheme, agreement, splits),
        "CITATION.cff": citation(project, about),
    }
    for name, text in texts.items():
        (frozen.folder / name).write_bytes(text.encode())


__all__ = ["About", "about_from", "cards_write"]
