/** New images from noise, by latent decoders and by diffusion. */
@API(status = API.Status.INTERNAL)
package dev.variegate.generate.sample;

import org.apiguardian.api.API;
