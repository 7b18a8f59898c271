"""What staff may write as an institution's domain or network, and what is said to them when it cannot be."""

import pytest

from standfirst.access.domains import NotADomain, NotARange, email_domain, network_range


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("northport.example", "northport.example"),
        (" NorthPort.Example. ", "northport.example"),
        ("@northport.example", "northport.example"),
        ("*.northport.example", "*.northport.example"),
        ("bücher.example", "xn--bcher-kva.example"),
    ],
)
def test_a_domain_is_kept_in_one_spelling(written: str, kept: str) -> None:
    assert email_domain(written) == kept


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("northport", "no domain name"),
        ("*.example", "no domain name"),
        ("north port.example", "no domain name"),
        ("ann@northport.example", "no domain name"),
        ("-a.example", "no domain name"),
        ("a..example", "no domain name"),
        ("x" * 64 + ".example", "no domain name"),
        ("192.0.2.1", "address of a machine"),
        ("gmail.com", "anybody"),
        ("*.Yahoo.com", "anybody"),
    ],
)
def test_a_domain_that_cannot_be_is_refused_in_words(written: str, said: str) -> None:
    with pytest.raises(NotADomain, match=said):
        email_domain(written)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("192.0.2.0/24", "192.0.2.0/24"),
        ("192.0.2.7", "192.0.2.7/32"),
        ("2001:DB8::/32", "2001:db8::/32"),
        ("10.16.0.0/255.240.0.0", "10.16.0.0/12"),
    ],
)
def test_a_network_is_kept_as_address_and_length(written: str, kept: str) -> None:
    assert str(network_range(written)) == kept


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("0.0.0.0/0", "wider than /12"),
        ("::/0", "wider than /28"),
        ("16.0.0.0/8", "wider than /12"),
        ("192.0.2.7/24", "Is 192.0.2.0/24 meant"),
        ("192.0.2.0/33", "no network"),
        ("192.0.2", "no network"),
        ("192.0.2.1-192.0.2.9", "no network"),
        ("northport.example", "no network"),
        ("::ffff:192.0.2.0/120", "write it as IPv4"),
        ("fe80::/64", "nobody reads"),
        ("224.0.0.0/24", "nobody reads"),
    ],
)
def test_a_network_that_cannot_be_is_refused_in_words(written: str, said: str) -> None:
    with pytest.raises(NotARange, match=said):
        network_range(written)
