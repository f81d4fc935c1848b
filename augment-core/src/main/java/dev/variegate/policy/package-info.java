/** Policies: lists of operations with probabilities and choices, and the copies they make. */
@API(status = API.Status.STABLE)
package dev.variegate.policy;

import org.apiguardian.api.API;
