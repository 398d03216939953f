"""How many examples are tried: few in every run, many with ``TRANSFER_LEDGER_EXAMPLES=2000``.

Every run tries the same few, so that the gate says the same of the same code; the many are drawn
anew each time.
"""

import os

from hypothesis import HealthCheck, Phase, settings

from .worlds import EXAMPLES

settings.register_profile(
    "ledger",
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="TRANSFER_LEDGER_EXAMPLES" not in os.environ,
    phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("ledger")
