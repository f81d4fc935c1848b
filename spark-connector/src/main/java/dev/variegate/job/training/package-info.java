/** Trainings as the driver sees them: their families, cores, folders and progress. */
@API(status = API.Status.INTERNAL)
package dev.variegate.job.training;

import org.apiguardian.api.API;
