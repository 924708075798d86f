"""How much people without an account may send before a person looks at it. Nothing is refused for these numbers.

Above a limit what is sent waits for somebody of the office (`portal.questions.services.origin`); the answer on the page
stays the same. The numbers are chosen so that a village meeting hall on one access point stays below them.
"""

from __future__ import annotations

import os

#: Seconds from the opening of the page in which nobody writes and reads a question; a voice is a tick and an address.
KEZDESU_QUICK_SECONDS = {"question": 20, "demand": 20, "voice": 4, "subscription": 4, "follow": 4}
#: An hour, of one address (of IPv6 a /64): a family, or a school class behind one router.
KEZDESU_ADDRESS_HOURLY = 20
#: An hour, of one network (/24, of IPv6 /48): all of a small provider, or a hall full of people.
KEZDESU_NETWORK_HOURLY = 60
#: Telephones stand by thousands behind a few addresses of their company: so many times the two numbers above.
KEZDESU_SHARED_TIMES = 20
#: Such networks, as the companies publish them ("192.0.2.0/24, 2001:db8::/32"). What the Internet itself keeps for
#: sharing (100.64.0.0/10) always counts: it is seen where the portal stands inside such a network.
KEZDESU_SHARED_NETWORKS = [
    "100.64.0.0/10",
    *filter(None, (net.strip() for net in os.environ.get("KEZDESU_SHARED_NETWORKS", "").split(","))),
]
#: An hour, to one meeting, demand or place, from wherever: a meeting of a minister gathers some dozens.
KEZDESU_ABOUT_HOURLY = 300
#: A day, of one mailbox that was not confirmed: nobody fills the mailbox of somebody else with letters of ours.
KEZDESU_MAILBOX_DAILY = 5
