"""Inviting people: who may invite whom, keys that die, lists, and what accepting does."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
import time_machine
from django.core import mail

from portal.accounts.models import User
from portal.bodies.choices import InvitationState, Role
from portal.bodies.models import Body, Invitation, RoleGrant
from portal.bodies.permissions import actor_for, can_invite
from portal.bodies.services import accept_invitation, end_role, send_again, withdraw_invitation
from portal.bodies.services.invitation_lists import check_list, decode, invite_list, read_list
from portal.bodies.services.invitations import LETTERS_A_DAY, find_invitation
from portal.kernel import clock
from portal.kernel.errors import Conflict, Invalid, NotAllowed
from portal.notices.choices import LetterKind
from portal.notices.models import Letter, Notice
from portal.notices.services import deliver
from tests.bodies.joining import Country, country, invited, path_in_mail
from tests.conftest import TODAY
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, RoleGrantFactory

pytestmark = pytest.mark.django_db

CHOSEN = {"full_name": "New Person", "language": "ru", "password": "a-much-better-password"}


@pytest.fixture(autouse=True)
def day():
    with time_machine.travel("2026-11-24 05:00Z", tick=False) as travel:
        yield travel


@pytest.fixture
def land(db) -> Country:
    return country()


@pytest.fixture
def head(land, actor_with):
    return actor_with((Role.HEAD, land.ministry))


def key_in_mail() -> str:
    return path_in_mail().rstrip("/").rsplit("/", 1)[1]


def accept(key: str, user: User | None = None, chosen: dict[str, str] | None = None) -> Invitation:
    return accept_invitation(key=key, user=user, chosen=chosen, now=clock.now(), today=TODAY)


# -- who invites whom ----------------------------------------------------------------------------------------------
BESIDE_AND_BELOW = {
    (Role.HEAD, "ministry"): {("ministry", Role.PREPARER)},
    (Role.PREPARER, "ministry"): set(),
    (Role.HEAD, "company"): {("company", Role.PREPARER)},
    (Role.PREPARER, "company"): set(),
    (Role.HEAD, "region"): {("region", Role.OFFICER), ("district", Role.HEAD), ("district", Role.OFFICER)},
    (Role.OFFICER, "region"): {("region", Role.OFFICER), ("district", Role.OFFICER)},
    (Role.OFFICER, "district"): {("district", Role.OFFICER), ("village", Role.OFFICER)},
    (Role.OFFICER, "village"): {("village", Role.OFFICER)},
    (Role.OFFICER, "other_region"): {("other_region", Role.OFFICER), ("other_district", Role.OFFICER)},
    (Role.APPROVER, "government"): set(),
    (Role.OVERSEER, "apparatus"): set(),
}


@pytest.mark.parametrize(("role", "name"), BESIDE_AND_BELOW)
def test_can_invite_beside_and_right_below_and_its_queryset_says_the_same(land, actor_with, role, name) -> None:
    actor = actor_with((role, getattr(land, name)))
    names = ["region", "district", "village", "other_region", "other_district", "ministry", "company", "neighbour",
             "government", "apparatus"]  # fmt: skip
    bodies = {each: Body.objects.select_related("territory").get(pk=getattr(land, each).pk) for each in names}
    allowed = {(each, to) for each, body in bodies.items() for to in Role.values if can_invite(actor, body, to)}
    assert allowed == BESIDE_AND_BELOW[role, name]
    shown = set(Body.objects.invited_for(actor).values_list("pk", flat=True))
    assert shown == {bodies[each].pk for each, _role in allowed}


def test_invite_by_a_neighbour_or_a_stranger_is_refused(land, actor_with) -> None:
    for actor in (actor_with(), actor_with((Role.HEAD, land.neighbour)), actor_with((Role.OFFICER, land.other_region))):
        with pytest.raises(NotAllowed):
            invited(actor, land.ministry)
        with pytest.raises(NotAllowed):
            invited(actor, land.district, Role.OFFICER)
    assert not Invitation.objects.exists()


def test_invite_administrator_invites_anybody_to_a_role_of_its_kind(land, actor_with) -> None:
    actor = actor_with((Role.ADMINISTRATOR, land.apparatus))
    assert invited(actor, land.government, Role.APPROVER).role == Role.APPROVER
    with pytest.raises(NotAllowed):
        invited(actor, land.government, Role.OFFICER)


# -- the letter and its key ----------------------------------------------------------------------------------------
def test_invite_writes_one_letter_whose_key_is_stored_only_as_a_hash(head, land) -> None:
    invitation = invited(head, land.ministry)
    letter = Letter.objects.get()
    assert (letter.kind, letter.matter, letter.user) == (
        LetterKind.ROLE_INVITATION,
        f"{invitation.pk}.1",
        invitation.user,
    )
    assert invitation.key_sha256 == ""
    key = key_in_mail()
    invitation.refresh_from_db()
    letter.refresh_from_db()
    assert invitation.key_sha256 == hashlib.sha256(key.encode()).hexdigest()
    assert (len(key), letter.text) == (64, "")
    assert find_invitation(key=key, now=clock.now(), today=TODAY) == invitation


def test_invite_says_and_does_the_same_for_known_unknown_and_closed(head, land) -> None:
    UserFactory(email="known@example.kz", full_name="Known under another name")
    UserFactory(email="closed@example.kz", is_active=False)
    rows = [
        invited(head, land.ministry, email=email, full_name="As written")
        for email in ("known@example.kz", "unknown@example.kz", "closed@example.kz")
    ]
    assert {(row.full_name, row.language, row.state(clock.now())) for row in rows} == {
        ("As written", "en", InvitationState.WAITING)
    }
    assert User.objects.get(email="known@example.kz").full_name == "Known under another name"
    assert set(Letter.objects.values_list("user__email", flat=True)) == {"known@example.kz", "unknown@example.kz"}


@pytest.mark.parametrize(
    ("field", "fields"),
    [("email", {"email": "nobody"}), ("full_name", {"full_name": " "}), ("language", {"language": "de"})],
)
def test_invite_wrong_field_is_named_for_known_and_unknown(head, land, field, fields) -> None:
    UserFactory(email="known@example.kz")
    for email in ("known@example.kz", "unknown@example.kz"):
        with pytest.raises(Invalid) as refused:
            invited(head, land.ministry, **{"email": email, **fields})
        assert list(refused.value.errors) == [field]
    assert not Invitation.objects.exists()


def test_invite_twice_or_who_holds_the_role_is_refused(head, land) -> None:
    invited(head, land.ministry)
    with pytest.raises(Invalid):
        invited(head, land.ministry, email="NEW@example.kz")
    colleague = RoleGrantFactory(body=land.ministry, role=Role.PREPARER).user
    with pytest.raises(Invalid):
        invited(head, land.ministry, email=colleague.email)


def test_invite_is_limited_a_day(head, land) -> None:
    first = invited(head, land.ministry)
    Invitation.objects.bulk_create(
        Invitation(
            email=f"p{number}@example.kz", full_name="P", body=land.ministry, role=Role.PREPARER, user=first.user,
            invited_by=head.user, nonce="0", sent_at=clock.now(), expires_at=first.expires_at,
        )
        for number in range(LETTERS_A_DAY - 1)
    )  # fmt: skip
    with pytest.raises(Conflict):
        invited(head, land.ministry, email="more@example.kz")


def test_send_again_kills_the_old_key_at_once(head, land, day) -> None:
    invitation = invited(head, land.ministry)
    old = key_in_mail()
    with pytest.raises(Conflict):
        send_again(actor=head, invitation=invitation, now=clock.now())
    day.shift(timedelta(minutes=6))
    send_again(actor=head, invitation=invitation, now=clock.now())
    assert find_invitation(key=old, now=clock.now(), today=TODAY) is None
    new = key_in_mail()
    assert new != old
    assert find_invitation(key=new, now=clock.now(), today=TODAY) is not None
    with pytest.raises(Conflict):
        accept(old, chosen=CHOSEN)


def test_withdraw_kills_the_key_and_the_letter_that_waits(head, land) -> None:
    invitation = invited(head, land.ministry)
    withdraw_invitation(actor=head, invitation=invitation, now=clock.now())
    deliver(now=clock.now())
    assert mail.outbox == []
    with pytest.raises(Conflict):
        withdraw_invitation(actor=head, invitation=invitation, now=clock.now())
    assert invited(head, land.ministry).pk != invitation.pk


@pytest.mark.parametrize(("days", "works"), [(13, True), (15, False)])
def test_key_runs_out_after_fourteen_days(head, land, day, days, works) -> None:
    invitation = invited(head, land.ministry)
    key = key_in_mail()
    day.shift(timedelta(days=days))
    assert (find_invitation(key=key, now=clock.now(), today=clock.today()) is not None) is works
    expected = InvitationState.WAITING if works else InvitationState.EXPIRED
    assert Invitation.objects.get(pk=invitation.pk).state(clock.now()) == expected


def test_key_is_dead_when_the_inviter_may_not_invite_any_more(head, land, actor_with) -> None:
    invited(head, land.ministry)
    key = key_in_mail()
    admin = actor_with((Role.ADMINISTRATOR, land.apparatus))
    end_role(actor=admin, grant=RoleGrant.objects.get(user=head.user), on=TODAY, today=TODAY)
    assert find_invitation(key=key, now=clock.now(), today=TODAY) is None


def test_letters_and_rows_name_nobody_in_the_log(head, land, caplog) -> None:
    caplog.set_level("DEBUG", logger="portal")
    invited(head, land.ministry, email="secret.address@example.kz")
    deliver(now=clock.now())
    assert "secret.address" not in caplog.text


# -- accepting -----------------------------------------------------------------------------------------------------
def test_accept_by_somebody_new_opens_the_login_and_gives_the_role(head, land) -> None:
    invited(head, land.ministry)
    row = accept(key_in_mail(), chosen=CHOSEN)
    person = User.objects.get(email="new@example.kz")
    assert (person.check_password(CHOSEN["password"]), person.language) == (True, "ru")
    assert actor_for(person, TODAY).has(Role.PREPARER, land.ministry)
    assert (row.state(clock.now()), row.grant.granted_by) == (InvitationState.ACCEPTED, head.user)
    notice = Notice.objects.get()
    assert (notice.user, notice.kind, notice.digest) == (head.user, "invitation_accepted", True)


def test_accept_twice_is_refused(head, land) -> None:
    invited(head, land.ministry)
    key = key_in_mail()
    accept(key, chosen=CHOSEN)
    with pytest.raises(Conflict):
        accept(key, chosen=CHOSEN)
    assert RoleGrant.objects.filter(body=land.ministry, role=Role.PREPARER).count() == 1


def test_accept_by_a_login_with_a_password_needs_that_login(head, land) -> None:
    person = UserFactory(email="new@example.kz", full_name="Asel")
    invited(head, land.ministry)
    key = key_in_mail()
    for other in (None, UserFactory()):
        with pytest.raises(Conflict):
            accept(key, user=other, chosen=CHOSEN)
    assert not RoleGrant.objects.filter(user=person).exists()
    accept(key, user=person)
    person.refresh_from_db()
    assert person.full_name == "Asel"
    assert person.check_password("correct-horse-battery")
    assert actor_for(person, TODAY).has(Role.PREPARER, land.ministry)


@pytest.mark.parametrize(
    ("field", "fields"), [("password", {"password": "short"}), ("full_name", {"full_name": " "}),
                          ("language", {"language": "de"})],
)  # fmt: skip
def test_accept_with_a_wrong_field_changes_nothing(head, land, field, fields) -> None:
    invited(head, land.ministry)
    key = key_in_mail()
    with pytest.raises(Invalid) as refused:
        accept(key, chosen={**CHOSEN, **fields})
    assert list(refused.value.errors) == [field]
    assert not User.objects.get(email="new@example.kz").has_usable_password()
    assert accept(key, chosen=CHOSEN).grant is not None


def test_accept_brings_an_office_of_the_classifier_onto_the_portal(land, actor_with) -> None:
    Body.objects.filter(pk=land.district.pk).update(joined_on=None)
    officer = actor_with((Role.OFFICER, land.region))
    invited(officer, land.district, Role.OFFICER)
    accept(key_in_mail(), chosen=CHOSEN)
    land.district.refresh_from_db()
    assert land.district.joined_on == TODAY


# -- lists ---------------------------------------------------------------------------------------------------------
def test_list_is_read_with_words_of_people_and_sent_whole(land, actor_with) -> None:
    officer = actor_with((Role.OFFICER, land.region))
    text = "e-mail,full name,role,body,language\none@example.kz,First,officer,{0},kk\ntwo@example.kz,Second,,{1},ru\n"
    rows = read_list(text.format(land.district.slug, land.region.plain_ru.upper()))
    checked = check_list(actor=officer, rows=rows, today=TODAY)
    assert [row.problems for row in checked] == [[], []]
    sent = invite_list(actor=officer, rows=rows, now=clock.now(), today=TODAY)
    assert [(row.email, row.body, row.role, row.language) for row in sent] == [
        ("one@example.kz", land.district, Role.OFFICER, "kk"),
        ("two@example.kz", land.region, Role.OFFICER, "ru"),
    ]


def test_list_with_a_wrong_row_sends_nothing_and_says_what_is_wrong(land, head) -> None:
    RoleGrantFactory(body=land.ministry, user=UserFactory(email="held@example.kz"))
    text = (
        "good@example.kz;Good;preparer\nnobody;Bad;preparer\nhead@example.kz;Head;head\n"
        "far@example.kz;Far;preparer;finance\ngood@example.kz;Good;preparer\nheld@example.kz;Held;preparer\n;;\n"
        "lang@example.kz;Lang;preparer;water;de\n"
    )
    rows = read_list(text)
    checked = check_list(actor=head, rows=rows, today=TODAY)
    assert [(found.row.number, bool(found.problems)) for found in checked] == [
        (1, False), (2, True), (3, True), (4, True), (5, True), (6, True), (8, True),
    ]  # fmt: skip
    with pytest.raises(Invalid):
        invite_list(actor=head, rows=rows, now=clock.now(), today=TODAY)
    assert (Invitation.objects.count(), Letter.objects.count()) == (0, 0)


def test_list_check_costs_the_same_for_few_and_many_rows(land, head, django_assert_num_queries) -> None:
    rows = read_list("\n".join(f"p{number}@example.kz;P;preparer" for number in range(150)))
    with django_assert_num_queries(3):
        check_list(actor=head, rows=rows[:1], today=TODAY)
    with django_assert_num_queries(3):
        check_list(actor=head, rows=rows, today=TODAY)


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04workbook", b"\xd0\xcf\x11\xe0old", b"a\x00b", b"x" * (256 * 1024 + 1)],
    ids=["workbook", "old workbook", "no text", "too large"],
)
def test_list_hostile_files_are_refused(content) -> None:
    with pytest.raises(Invalid) as refused:
        decode(content)
    assert list(refused.value.errors) == ["file"]


@pytest.mark.parametrize("text", ["", "\n\n", ";;;\n", "\n".join(f"p{n}@example.kz;P" for n in range(201))])
def test_list_empty_or_too_long_is_refused(text) -> None:
    with pytest.raises(Invalid):
        read_list(text)


def test_list_of_old_windows_is_read() -> None:
    rows = read_list(decode("почта;ФИО\na@example.kz;Қазыбек".replace("Қ", "К").encode("cp1251")))
    assert (rows[0].full_name, rows[0].number) == ("Казыбек", 2)


def test_list_is_read_with_commas_semicolons_and_tabs() -> None:
    for delimiter in ",;\t":
        rows = read_list(delimiter.join(["a@example.kz", "Name", "preparer", "water", "kk"]))
        assert (rows[0].email, rows[0].body, rows[0].language) == ("a@example.kz", "water", "kk")


def test_invitation_to_a_body_of_the_past_is_refused(land, actor_with) -> None:
    gone = BodyFactory(slug="gone", ends_on=TODAY)
    with pytest.raises(Invalid) as refused:
        invited(actor_with((Role.ADMINISTRATOR, land.apparatus)), gone)
    assert list(refused.value.errors) == ["body"]
