/** Latent spaces: encoding, editing, interpolation and directions. */
@API(status = API.Status.INTERNAL)
package dev.variegate.generate.latent;

import org.apiguardian.api.API;
