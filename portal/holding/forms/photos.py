"""What people say of photos of a meeting, and what somebody says who wants one off."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.holding.choices import RemovalReason
from portal.holding.models import Photo
from portal.holding.services.photos import Said
from portal.kit import forms, heic
from portal.kit.fields import in_both
from portal.kit.forms import ShownFor, show_for
from portal.kit.texts import longest

_LONGEST_NOTE = 1000


class _Files(forms.ClearableFileInput):
    allow_multiple_selected = True


class PhotosForm(forms.Form):
    """Photos chosen on a phone, several at once. The view reads them; here stands what was refused of them."""

    photos = forms.FileField(required=False, label=_("Photos of the meeting"), widget=_Files)

    def __init__(self, *, is_sent: bool) -> None:
        super().__init__({} if is_sent else None)
        # A phone that keeps HEIC makes a JPEG of it when it is not asked for more.
        types = ["image/jpeg", "image/png", "image/webp", *(["image/heic"] if heic.can_read() else [])]
        self.fields["photos"].widget.attrs |= {"accept": ",".join(types), "aria-describedby": "id_photos-hint"}


class PhotoForm(forms.Form):
    """What one photo shows; a remark of who judges it, or why it was put back."""

    alt_kk, alt_ru = in_both(
        _("What the photo shows, in Kazakh"),
        _("What the photo shows, in Russian"),
        required=False,
        max_length=longest(Photo, "alt"),
        help_text=_("For whoever does not see it: who is where and does what. No names of private people."),
    )
    shows_children = forms.BooleanField(required=False, label=_("Children can be recognised"))
    consent = forms.CharField(
        required=False,
        max_length=_LONGEST_NOTE,
        label=_("Consent of the parents"),
        help_text=_("Who gave it, when, and where it is kept. Only people of your body see it."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    note = forms.CharField(
        required=False, max_length=_LONGEST_NOTE, label=_("Remark"), widget=forms.Textarea(attrs={"rows": 2})
    )
    seen = forms.CharField(required=False, max_length=32, widget=forms.HiddenInput)

    use_required_attribute = False

    def __init__(self, data: Any, *, photo: Photo) -> None:
        names = ("alt_kk", "alt_ru", "shows_children", "consent")
        initial = {name: getattr(photo, name) for name in names} | {"seen": photo.mark}
        super().__init__(data, initial=initial, prefix=f"p{photo.pk}")
        show_for(self, {"consent": ShownFor("shows_children", ("on",), is_needed=True)})

    @property
    def is_changed(self) -> bool:
        return bool({"alt_kk", "alt_ru", "shows_children", "consent"} & set(self.changed_data))

    def said(self) -> Said:
        typed = self.cleaned_data
        return Said(**{name: typed[name] for name in ("alt_kk", "alt_ru", "shows_children", "consent")})


class RemovalForm(forms.Form):
    """Why somebody wants a photo off. Nobody has to say who they are."""

    reason = forms.ChoiceField(label=_("Why"), choices=RemovalReason, widget=forms.RadioSelect)
    note = forms.CharField(
        required=False,
        max_length=_LONGEST_NOTE,
        label=_("In a few words"),
        help_text=_("Only people of the body read it. It is deleted after 30 days."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    use_required_attribute = False
