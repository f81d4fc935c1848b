/** The command that runs a job file, from input images to output images. */
@API(status = API.Status.STABLE)
package dev.variegate.job;

import org.apiguardian.api.API;
