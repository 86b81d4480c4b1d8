"""The settings and services of an organisation, and a person's own pages."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import TestCase

from belfort.accounts.models import Role, Service
from belfort.accounts.tests.cast import CastMixin, make_member
from belfort.audit.models import Event


@pytest.mark.every_database
class SettingsTests(CastMixin, TestCase):
    url = "/organisation/"

    def setUp(self) -> None:
        self.sign_in(self.dana)

    def save(self, **changes: Any) -> Any:
        data = {"name": "Voorbeeld", "accent": "#1f5f8b", **changes}
        return self.client.post(self.url, data)

    def test_name_colour_and_second_factor_are_kept(self) -> None:
        response = self.save(name="Stad", accent="#8B1F2B", requires_second_factor="on")
        assert response.status_code == 302
        self.city.refresh_from_db()
        assert (self.city.name, self.city.accent) == ("Stad", "#8b1f2b")
        assert self.city.requires_second_factor
        event = Event.objects.get(verb="accounts.organisation_changed")
        assert event.actor == self.dana.reference
        assert len(event.digest) == 64

    def test_a_colour_on_which_white_cannot_be_read_is_refused(self) -> None:
        reached = {"#ffffff": "1,00", "#ffcc00": "1,51", "#777777": "4,47"}
        for accent, ratio in reached.items():
            with self.subTest(accent=accent):
                response = self.save(accent=accent)
                self.assertContains(response, ratio, status_code=422)
        self.city.refresh_from_db()
        assert self.city.accent == "#1f5f8b"

    def test_the_darkest_grey_that_may_not_and_the_first_that_may(self) -> None:
        assert self.save(accent="#777777").status_code == 422
        assert self.save(accent="#767676").status_code == 302

    def test_something_that_is_no_colour_is_refused(self) -> None:
        for accent in ("red", "#12", "#12345g", ""):
            assert self.save(accent=accent).status_code == 422

    def test_another_city_is_never_touched(self) -> None:
        self.save(name="Stad")
        self.elsewhere.refresh_from_db()
        assert self.elsewhere.name == "Elders"


@pytest.mark.every_database
class ServiceTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.sign_in(self.dana)

    def test_a_service_is_added_renamed_and_removed(self) -> None:
        self.client.post("/services/add/", {"name": "Gemeenschapswachten"})
        service = Service.objects.get(name="Gemeenschapswachten")
        assert service.organisation == self.city
        self.client.post(f"/services/{service.pk}/", {"name": "Wachten"})
        service.refresh_from_db()
        assert service.name == "Wachten"
        self.client.post(f"/services/{service.pk}/remove/")
        assert not Service.objects.filter(pk=service.pk).exists()
        verbs = Event.objects.filter(verb__startswith="accounts.service")
        assert [event.verb for event in verbs] == [
            "accounts.service_made",
            "accounts.service_renamed",
            "accounts.service_removed",
        ]

    def test_a_name_is_used_once_per_city(self) -> None:
        response = self.client.post("/services/add/", {"name": "preventie"})
        self.assertContains(response, "al een dienst", status_code=422)
        Service.objects.create(organisation=self.elsewhere, name="Jeugd")
        assert self.client.post("/services/add/", {"name": "Jeugd"}).status_code == 302

    def test_a_service_with_people_stays_and_leaves_no_event(self) -> None:
        make_member("Wout", self.city, Role.FIELD_WORKER, service=self.desk)
        response = self.client.post(f"/services/{self.desk.pk}/remove/", follow=True)
        self.assertContains(response, "hernoem de dienst")
        assert Service.objects.filter(pk=self.desk.pk).exists()
        assert not Event.objects.filter(verb="accounts.service_removed").exists()

    def test_a_service_elsewhere_is_not_found(self) -> None:
        foreign = Service.objects.create(organisation=self.elsewhere, name="Elders")
        assert self.client.get(f"/services/{foreign.pk}/").status_code == 404
        assert self.client.post(f"/services/{foreign.pk}/remove/").status_code == 404


@pytest.mark.every_database
class OwnPageTests(CastMixin, TestCase):
    def test_name_and_language_are_ones_own_to_change(self) -> None:
        self.sign_in(self.alice)
        response = self.client.post(
            "/account/profile/", {"name": "Alice B.", "language": "fr"}
        )
        assert response.status_code == 302
        self.alice.user.refresh_from_db()
        assert (self.alice.user.name, self.alice.user.language) == ("Alice B.", "fr")
        page = self.client.get("/account/profile/")
        self.assertContains(page, "Votre profil")

    def test_a_profile_without_a_name_is_refused(self) -> None:
        self.sign_in(self.alice)
        response = self.client.post("/account/profile/", {"name": "", "language": "fr"})
        assert response.status_code == 422

    def test_somebody_with_two_roles_chooses_in_which_to_work(self) -> None:
        privacy = make_member("Alice", self.elsewhere, Role.PRIVACY_OFFICER)
        self.sign_in(self.alice)
        assert self.client.get("/privacy/trail/").status_code == 403
        self.client.post("/account/role/", {"membership": privacy.pk})
        assert self.client.get("/privacy/trail/").status_code == 200
        assert Event.objects.filter(
            chain=self.elsewhere.pk, actor=privacy.reference
        ).exists()

    def test_a_role_of_somebody_else_or_one_that_ended_is_no_choice(self) -> None:
        for member in (self.dana, self.henk):
            self.sign_in(self.alice)
            response = self.client.post("/account/role/", {"membership": member.pk})
            assert response.status_code == 422

    def test_a_role_that_ends_meanwhile_no_longer_acts(self) -> None:
        self.sign_in(self.dana)
        assert self.client.get("/people/").status_code == 200
        type(self.dana).objects.filter(pk=self.dana.pk).update(
            end="2020-01-01", start="2019-01-01"
        )
        assert self.client.get("/people/").status_code == 403

    def test_everyone_finds_their_own_entries_in_the_menu(self) -> None:
        for member, there, not_there in [
            (self.dana, "/people/", "/privacy/trail/"),
            (self.eve, "/privacy/trail/", "/people/"),
            (self.alice, "/account/sessions/", "/organisation/"),
        ]:
            with self.subTest(member=str(member)):
                self.sign_in(member)
                page = self.client.get("/account/profile/")
                self.assertContains(page, f'href="{there}"')
                self.assertNotContains(page, f'href="{not_there}"')
