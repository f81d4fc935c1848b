/** Sampling of new images from noise, with latent decoders and diffusion models. */
@API(status = API.Status.INTERNAL)
package dev.variegate.generate.sample;

import org.apiguardian.api.API;
