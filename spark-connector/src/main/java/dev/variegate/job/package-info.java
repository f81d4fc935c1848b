/** The command that runs a job file from a folder of images to a folder of images. */
@API(status = API.Status.STABLE)
package dev.variegate.job;

import org.apiguardian.api.API;
