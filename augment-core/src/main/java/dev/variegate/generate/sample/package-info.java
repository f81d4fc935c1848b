/**
 * Sampling of new images: from noise with latent decoders and diffusion models, pixel by pixel with
 * autoregressive ones.
 */
@API(status = API.Status.INTERNAL)
package dev.variegate.generate.sample;

import org.apiguardian.api.API;
