from __future__ import annotations

from django.urls import path

from portal.bodies.views import accepting, akimats, classifier, functions, invitations, people, team, units

app_name = "bodies"
urlpatterns = [
    path("work/people/", people.people, name="people"),
    path("work/people/grant/", people.grant, name="grant"),
    path("work/people/<int:pk>/end/", people.end, name="end_role"),
    path("work/people/<int:pk>/second-step/", people.take_second_factor, name="take_second_factor"),
    path("work/team/", team.team, name="team"),
    path("work/team/roles/<int:pk>/substitute/", team.substitute, name="substitute"),
    path("work/team/roles/<int:pk>/end-acting/", team.stop_acting, name="end_acting"),
    path("work/team/<slug:slug>/<int:pk>/leave/", team.leave, name="leave"),
    path("work/invitations/", invitations.invitations, name="invitations"),
    path("work/invitations/new/", invitations.new, name="invite"),
    path("work/invitations/list/", invitations.many, name="invite_list"),
    path("work/invitations/<int:pk>/send/", invitations.again, name="send_again"),
    path("work/invitations/<int:pk>/withdraw/", invitations.withdraw, name="withdraw_invitation"),
    path("accounts/invitation/accepted/", accepting.accepted, name="accepted"),
    path("accounts/invitation/<slug:key>/", accepting.accept, name="accept"),
    path("work/functions/", functions.functions, name="functions"),
    path("work/functions/<slug:function>/move/", functions.move, name="move_function"),
    path("work/classifier/", classifier.classifier, name="classifier"),
    path("work/classifier/raise/", classifier.raise_offices, name="raise_offices"),
    path("work/classifier/<int:pk>/", classifier.edition, name="edition"),
    path("work/classifier/<int:pk>/apply/", classifier.apply, name="apply_edition"),
    path("work/classifier/<int:pk>/discard/", classifier.discard, name="discard_edition"),
    path("work/akimats/", akimats.akimats, name="akimats"),
    path("work/akimats/<slug:slug>/", akimats.akimat, name="akimat"),
    path("work/akimats/<slug:slug>/join/", akimats.join, name="join"),
    path("work/akimats/<slug:slug>/units/", units.units, name="units"),
    path("work/akimats/<slug:slug>/units/<str:kato>/", units.unit, name="unit"),
]
