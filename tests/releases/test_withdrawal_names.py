"""A name that several people of a project have: the plan tells them apart, and one is chosen."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.models import Role, User
from annotation.models import Decision, Project, Rater, Rating
from releases.errors import ReleaseRefused
from releases.models import Withdrawal
from releases.services import withdraw
from releases.withdrawal.people import gone_by_rater, named_so
from tests.releases.makers import PEOPLE, rate

NAME = PEOPLE[0]


@pytest.fixture
def imported(soft: Project) -> Rater:
    """Somebody in an imported table whose name is the user name of a rater with an account."""
    rater = Rater.objects.create(project=soft, external_id=NAME)
    item = soft.items.order_by("place")[3]
    rate(item, rater, emotion={"value": {"joy": 1}})
    return rater


@pytest.fixture
def account(soft: Project) -> Rater:
    return soft.raters.get(user__username=NAME)


def decide(project: Project, by: User) -> None:
    Decision.objects.create(
        project=project,
        item=project.items.order_by("place")[0],
        scheme=project.schemes.get(),
        by=by,
        at=datetime(2026, 2, 1, tzinfo=UTC),
        answers={"emotion": {"value": {"fear": 1}}},
    )


def test_an_account_and_an_imported_name_are_told_apart(
    soft: Project, account: Rater, imported: Rater
) -> None:
    given = Rating.objects.filter(rater=account).count()
    assert [(one.id, one.known, one.ratings) for one in named_so(soft, NAME)] == [
        (f"r{account.pk}", "account", given),
        (f"r{imported.pk}", "table", 1),
    ]


@pytest.mark.parametrize("leaving", ["account", "imported"])
def test_one_of_a_name_goes_and_the_other_stays(
    soft: Project, account: Rater, imported: Rater, leaving: str
) -> None:
    assert account.user is not None
    decide(soft, account.user)
    goes, stays = (account, imported) if leaving == "account" else (imported, account)
    left = Rating.objects.filter(rater=stays).count()
    withdraw(gone=gone_by_rater(soft, NAME, [f"r{goes.pk}"]), kind="rater", reason="request")
    assert not Rater.objects.filter(pk=goes.pk).exists()
    assert Rating.objects.filter(rater=stays).count() == left > 0
    # what the account decided goes with the account alone
    assert Decision.objects.exists() == (leaving == "imported")


def test_an_adjudicator_and_an_imported_name_are_two(soft: Project) -> None:
    adjudicator = User.objects.create_user("dee", password="a long enough secret")
    decide(soft, adjudicator)
    rater = Rater.objects.create(project=soft, external_id="dee")
    rate(soft.items.order_by("place")[0], rater, emotion={"value": {"joy": 1}})
    assert [(one.id, one.ratings, one.decisions) for one in named_so(soft, "dee")] == [
        (f"r{rater.pk}", 1, 0),
        (f"u{adjudicator.pk}", 0, 1),
    ]
    withdraw(
        gone=gone_by_rater(soft, "dee", [f"u{adjudicator.pk}"]), kind="rater", reason="request"
    )
    assert Rater.objects.filter(pk=rater.pk).exists()
    assert not Decision.objects.exists()


def test_who_has_another_name_cannot_be_chosen(
    soft: Project, account: Rater, imported: Rater
) -> None:
    other = soft.raters.exclude(pk__in=[account.pk, imported.pk]).order_by("pk")[0]
    with pytest.raises(ReleaseRefused) as refused:
        gone_by_rater(soft, NAME, [f"r{other.pk}"])
    assert f"Nobody called '{NAME}' is r{other.pk}; there are: r{account.pk} (account," in str(
        refused.value
    )


@pytest.fixture
def client(soft: Project) -> Client:
    admin = User.objects.create_user("root", password="a long enough secret", role=Role.ADMIN)
    client = Client()
    client.force_login(admin)
    return client


def test_over_http_the_plan_names_them_and_nothing_goes_until_one_is_chosen(
    client: Client, soft: Project, account: Rater, imported: Rater
) -> None:
    def post(path: str, **more: Any) -> tuple[int, Any]:
        body = {"kind": "rater", "project": "soft", "names": [NAME], **more}
        answer = client.post(f"/api/withdrawals/{path}", json.dumps(body), "application/json")
        return answer.status_code, answer.json()

    status, plan = post("plan/")
    assert (status, plan["raters"]) == (200, 2)
    assert [(one["id"], one["known"]) for one in plan["named"]] == [
        (f"r{account.pk}", "account"), (f"r{imported.pk}", "table"),
    ]  # fmt: skip
    status, refused = post("", reason="request")
    assert (status, Withdrawal.objects.count()) == (400, 0)
    assert refused["message"].startswith(f"2 people of soft are called '{NAME}': r{account.pk}")
    only = [f"r{imported.pk}"]
    status, plan = post("plan/", only=only)
    assert (plan["raters"], plan["ratings"], len(plan["named"])) == (1, 1, 2)
    status, record = post("", reason="request", only=only)
    assert (status, record["ratings"]) == (201, 1)
    assert Rater.objects.filter(pk=account.pk).exists()
    assert len(post("plan/")[1]["named"]) == 1
    assert post("plan/", only=["all"])[0] == 400


def test_the_command_asks_which(
    soft: Project, account: Rater, imported: Rater, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("withdraw", "rater", "soft", NAME, "--reason", "request")
    call_command(*words)
    shown = capsys.readouterr().out
    assert "Called so are 2 people; --only ID takes one of them:" in shown
    assert f"  r{imported.pk}: table, 1 ratings, 0 decisions" in shown
    with pytest.raises(CommandError, match="Say which by --only ID"):
        call_command(*words, "--yes")
    assert Withdrawal.objects.count() == 0
    call_command(*words, "--yes", "--only", f"r{imported.pk}")
    assert soft.raters.filter(pk=account.pk).exists()
    assert not soft.raters.filter(pk=imported.pk).exists()
