"""How many examples are tried: few in every run, many with ``TRANSFER_LEDGER_EXAMPLES=2000``."""

from hypothesis import HealthCheck, Phase, settings

from .worlds import EXAMPLES

settings.register_profile(
    "ledger",
    max_examples=EXAMPLES,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("ledger")
