"""What changes releases."""

from releases.selectors import release_folder
from releases.services.about import about_of, about_set
from releases.services.contents import contents_of, contents_set
from releases.services.freeze import release_freeze
from releases.services.making import release_start
from releases.services.splits import splits_preview, splits_set
from releases.services.withdrawals import withdraw, withdrawal_plan, withdrawals_finish

__all__ = [
    "about_of",
    "about_set",
    "contents_of",
    "contents_set",
    "release_folder",
    "release_freeze",
    "release_start",
    "splits_preview",
    "splits_set",
    "withdraw",
    "withdrawal_plan",
    "withdrawals_finish",
]
