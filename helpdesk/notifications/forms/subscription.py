"""What a browser says about itself when it wants push messages."""

import re
from base64 import urlsafe_b64decode

from django import forms
from django.utils.translation import gettext_lazy as _

from helpdesk.notifications.domain.outside import NotOutside, check_outside
from helpdesk.notifications.models.subscription import LONGEST_ENDPOINT

BASE64URL = re.compile(r"[A-Za-z0-9_-]+={0,2}", re.ASCII)
# RFC 8291: a point of P-256, uncompressed, and 16 random bytes.
POINT, SECRET = 65, 16


class SubscriptionForm(forms.Form):
    endpoint = forms.CharField(max_length=LONGEST_ENDPOINT)
    p256dh = forms.CharField(max_length=100)
    auth = forms.CharField(max_length=40)

    def clean_endpoint(self) -> str:
        endpoint: str = self.cleaned_data["endpoint"]
        try:
            check_outside(endpoint)
        except NotOutside as error:
            raise forms.ValidationError(_("Push messages cannot be sent there.")) from error
        return endpoint

    def clean_p256dh(self) -> str:
        return self.key("p256dh", length=POINT)

    def clean_auth(self) -> str:
        return self.key("auth", length=SECRET)

    def key(self, name: str, *, length: int) -> str:
        value: str = self.cleaned_data[name]
        if not BASE64URL.fullmatch(value) or len(decoded(value)) != length:
            raise forms.ValidationError(_("This is no key."))
        return value


def decoded(value: str) -> bytes:
    bare = value.rstrip("=")
    try:
        return urlsafe_b64decode(bare + "=" * (-len(bare) % 4))
    except ValueError:
        return b""


class EndpointForm(forms.Form):
    endpoint = forms.CharField(max_length=LONGEST_ENDPOINT)
