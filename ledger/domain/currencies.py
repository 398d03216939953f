"""The currencies money may be told in: the active codes of ISO 4217, with the symbols in use.

Source: ISO 4217 list one, without funds codes, metals and testing codes. Historic currencies of
the leagues on record (lire, pesetas, marks, …) are kept, since old fees were told in them.
"""

from typing import Final

_ACTIVE: Final = (
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP "
    "BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP "
    "GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR "
    "KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK "
    "MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR "
    "SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS "
    "UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG"
)
_HISTORIC: Final = "ATS BEF DEM ESP FIM FRF GRD IEP ITL LUF NLG PTE HRK YUM"

CURRENCIES: Final = frozenset(f"{_ACTIVE} {_HISTORIC}".split())
SYMBOLS: Final = {"EUR": "€", "GBP": "£", "USD": "$"}
