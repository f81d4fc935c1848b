/** Generative adversarial networks. */
@API(status = API.Status.INTERNAL)
package dev.variegate.train.gan;

import org.apiguardian.api.API;
