"""Domains and network ranges as staff write them: read, or refused in a sentence. Pure."""

import re
from ipaddress import IPv4Network, IPv6Network, ip_network

WIDEST = {4: 12, 6: 28}
"""The shortest length of a network by IP version: a slip of the pen must not open the site to half the world."""
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_MAIL_FOR_EVERYBODY = """
    126.com 163.com aim.com aol.com att.net bk.ru btinternet.com comcast.net email.com fastmail.com fastmail.fm
    foxmail.com free.fr freenet.de gmail.com gmx.at gmx.ch gmx.com gmx.de gmx.net googlemail.com hey.com hotmail.ca
    hotmail.co.uk hotmail.com hotmail.de hotmail.es hotmail.fr hotmail.it hushmail.com icloud.com inbox.ru laposte.net
    libero.it list.ru live.ca live.co.uk live.com live.fr live.nl mac.com mail.com mail.ru mailbox.org me.com msn.com
    naver.com ntlworld.com orange.fr outlook.com outlook.de outlook.fr pm.me posteo.de proton.me protonmail.ch
    protonmail.com qq.com rambler.ru rediffmail.com rocketmail.com sbcglobal.net sky.com talktalk.net t-online.de
    tuta.com tutanota.com verizon.net virgilio.it virginmedia.com wanadoo.fr web.de yahoo.ca yahoo.co.in yahoo.co.jp
    yahoo.co.uk yahoo.com yahoo.com.au yahoo.com.br yahoo.de yahoo.es yahoo.fr yahoo.it yandex.com yandex.ru ymail.com
    zoho.com
"""
_FOR_EVERYBODY = frozenset(_MAIL_FOR_EVERYBODY.split())

Network = IPv4Network | IPv6Network


class NotADomain(ValueError):
    """The message is a sentence."""


class NotARange(ValueError):
    """The message is a sentence."""


def domain_name(text: str) -> str:
    """``text`` as a domain name in small letters, its letters of other scripts as machines write them."""
    name = text.strip().lower().rstrip(".")
    try:
        name = name.encode("idna").decode("ascii")
    except UnicodeError:
        raise NotADomain("this is no domain name; write one like northport.example.") from None
    labels = name.split(".")
    if len(labels) < 2 or len(name) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise NotADomain("this is no domain name; write one like northport.example.")
    if labels[-1].isdecimal():
        raise NotADomain("this is an address of a machine, not a domain name.")
    return name


def email_domain(text: str) -> str:
    """An institution's domain, or ``*.`` and one for all those below it. Raises NotADomain."""
    wild = text.strip().startswith("*.")
    name = domain_name(text.strip().removeprefix("*.").removeprefix("@"))
    if name in _FOR_EVERYBODY:
        raise NotADomain(f"anybody can have an address at {name}.")
    return f"*.{name}" if wild else name


def network_range(text: str) -> Network:
    """A network as address/length; an address alone is one machine. Raises NotARange."""
    written = text.strip()
    try:
        network = ip_network(written, strict=False)
    except ValueError:
        raise NotARange("this is no network; write one like 192.0.2.0/24 or 2001:db8::/32.") from None
    if "/" in written and ip_network(written.partition("/")[0]).network_address != network.network_address:
        raise NotARange(f"the address has parts that the length leaves out. Is {network} meant?")
    if isinstance(network, IPv6Network) and network.network_address.ipv4_mapped is not None:
        raise NotARange("this is an IPv4 network in IPv6 clothes; write it as IPv4.")
    if network.prefixlen < WIDEST[network.version]:
        raise NotARange(
            f"this is wider than /{WIDEST[network.version]}. Write the parts that are the institution’s own."
        )
    if network.is_multicast or network.is_unspecified or network.is_link_local:
        raise NotARange("nobody reads from such addresses.")
    return network
