"""A held meeting of an akimat of a district, with people who may and who may not do something with its photos."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.core.files.uploadedfile import SimpleUploadedFile

from portal.accounts.models import User
from portal.bodies.choices import Role, TerritoryKind
from portal.bodies.models import Body
from portal.bodies.permissions import Actor, actor_for
from portal.holding.models import Account, Photo
from portal.holding.services.photos import Said, add_photo, approve_photo, describe_photo
from portal.holding.services.preparing import prepare_photos
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, RoleGrantFactory, TerritoryFactory
from tests.factories.holding import AccountFactory
from tests.factories.pictures import picture

DAY = date(2027, 3, 18)
NOW = datetime(2027, 3, 18, 12, 0, tzinfo=UTC)
SAID = Said(alt_kk="Әкім залда сөйлеп тұр", alt_ru="Аким выступает в зале")


@dataclass
class Hall:
    district: Body
    rural: Body
    account: Account
    #: Of an office of one person.
    small: Account
    people: dict[str, User]

    @property
    def number(self) -> str:
        return self.account.meeting.number

    @property
    def page(self) -> str:
        return f"/ru/work/meetings/{self.number}/photos/"

    def actor(self, name: str = "officer") -> Actor:
        return actor_for(self.people[name], DAY)

    def added(self, content: bytes | None = None, *, who: str = "officer", account: Account | None = None) -> Photo:
        meeting = (account or self.account).meeting
        return add_photo(meeting=meeting, upload=upload(content), actor=self.actor(who), now=NOW)

    def described(self, content: bytes | None = None, said: Said = SAID, **where: object) -> Photo:
        """Added, its copies made, and described by one person."""
        photo = self.added(content, **where)  # type: ignore[arg-type]
        prepare_photos()
        who = str(where.get("who", "officer"))
        photo.refresh_from_db()
        return describe_photo(photo=photo, said=said, seen=photo.mark, actor=self.actor(who))

    def public(self, content: bytes | None = None, said: Said = SAID) -> Photo:
        photo = self.described(content, said)
        return approve_photo(photo=photo, seen=photo.mark, actor=self.actor("head"), now=NOW)


def upload(content: bytes | None = None, name: str = "Айгүл-Сәрсенова-үйі.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, picture() if content is None else content, "image/jpeg")


def make_hall() -> Hall:
    region = TerritoryFactory(kato="430000000")
    district = TerritoryFactory(kato="433200000", kind=TerritoryKind.DISTRICT, parent=region)
    other = TerritoryFactory(kato="433600000", kind=TerritoryKind.DISTRICT, parent=region)
    rural = TerritoryFactory(kato="433233000", kind=TerritoryKind.RURAL_DISTRICT, parent=district)
    bodies = [BodyFactory(akimat=True, territory=place) for place in (region, district, rural, other)]
    ministry = BodyFactory(slug="water")
    people = {}
    for name, role, body in (
        ("region", Role.OFFICER, bodies[0]),
        ("officer", Role.OFFICER, bodies[1]),
        ("head", Role.HEAD, bodies[1]),
        ("rural", Role.OFFICER, bodies[2]),
        ("neighbour", Role.OFFICER, bodies[3]),
        ("minister", Role.HEAD, ministry),
        ("administrator", Role.ADMINISTRATOR, BodyFactory(administration=True)),
    ):
        people[name] = UserFactory(full_name=name)
        RoleGrantFactory(user=people[name], role=role, body=body)
    people["nobody"] = UserFactory(full_name="nobody")
    account = AccountFactory(
        meeting__number="2027-000001", meeting__body=bodies[1], meeting__territory=rural, logged_by=people["officer"]
    )
    small = AccountFactory(
        meeting__number="2027-000002", meeting__body=bodies[2], meeting__territory=rural, logged_by=people["rural"]
    )
    return Hall(bodies[1], bodies[2], account, small, people)
