/** Variational autoencoders. */
@API(status = API.Status.INTERNAL)
package dev.variegate.train.vae;

import org.apiguardian.api.API;
