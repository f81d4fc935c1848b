/** Schedulers of diffusion models, configured as in diffusers. */
@API(status = API.Status.INTERNAL)
package dev.variegate.generate.schedule;

import org.apiguardian.api.API;
