"""
Where people come from: addresses of this machine, which all lie in 127.0.0.0/8 and are exempt from nothing.

Everybody else of the tests comes from 127.0.0.1, which is neither in the network nor the proxy.
"""

NETWORK = "127.77.0.0/16"
"""The institution's, which reads by it."""
IN_THE_NETWORK = "127.77.0.9"
PROXY = "127.99.0.1"
"""The one whose X-Forwarded-For is believed: nginx, where it stands before the site."""
CRAWLER = "127.88.0.1"
PRETENDERS = ("127.88.0.2", "127.88.0.3", "127.88.0.4")
"""One whose name only begins like a search engine's, one whose name ends like it, one without a name."""
NAMES = (
    f"{CRAWLER}=crawl-1.googlebot.com,{PRETENDERS[0]}=crawl-2.googlebot.com.evil.example,"
    f"{PRETENDERS[1]}=evilgooglebot.com,66.249.66.1=crawl-66-249-66-1.googlebot.com"
)
"""What the name servers would say: the last is the address that those who lie say they come from."""
