/** Normalizing flows: RealNVP and Glow. */
@API(status = API.Status.INTERNAL)
package dev.variegate.train.flow;

import org.apiguardian.api.API;
