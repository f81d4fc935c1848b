/** Published automatic policies: AutoAugment, RandAugment, TrivialAugmentWide and AugMix. */
@API(status = API.Status.STABLE)
package dev.variegate.policy.auto;

import org.apiguardian.api.API;
