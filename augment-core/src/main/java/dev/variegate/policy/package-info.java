/** Lists of operations with probabilities and choices, and the copies that they make. */
@API(status = API.Status.STABLE)
package dev.variegate.policy;

import org.apiguardian.api.API;
