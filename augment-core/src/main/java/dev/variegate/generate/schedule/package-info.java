/** The schedulers of diffusion models, by the configuration of diffusers. */
@API(status = API.Status.INTERNAL)
package dev.variegate.generate.schedule;

import org.apiguardian.api.API;
