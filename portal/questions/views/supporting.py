"""A voice for a question: one mailbox, one voice."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from portal.kernel import clock
from portal.kernel.errors import Conflict
from portal.kit import formats
from portal.questions.forms.asking import SupportForm
from portal.questions.models import AskedQuestion
from portal.questions.services.supporting import support as take_voice
from portal.questions.views.sending import flooded, fresh_stamp, open_to_all, sent_from, turned_away


@open_to_all
def support(request: HttpRequest, number: str) -> HttpResponse:
    """Also sent from the list of similar questions, with the address that stands in the form there."""
    rows = AskedQuestion.objects.public().with_names().with_voices().select_related("person")
    question = get_object_or_404(rows, number=number)
    context: dict[str, object] = {"question": question, "meeting": question.meeting}
    is_sent = request.method == "POST"
    if seconds := flooded(request):
        context |= {"form": SupportForm(request.POST), "seconds": seconds}
        return turned_away(render(request, "questions/support.html", context), seconds)
    form = context["form"] = SupportForm(request.POST) if is_sent else SupportForm(initial=fresh_stamp())
    if question.takes_voices and is_sent and form.is_valid():
        typed = form.cleaned_data
        try:
            take_voice(
                about=question,
                email=typed["email"],
                language=formats.language(),
                origin=sent_from(request, typed["stamp"]),
                today=clock.today(),
                now=clock.now(),
            )
        except Conflict:
            # Settled in this very moment: the page says so.
            question.refresh_from_db(fields=["state"])
        else:
            return render(request, "questions/supported.html", context)
    return render(request, "questions/support.html", context)
