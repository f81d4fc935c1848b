/** Counts of what a job makes, exact whatever tasks are tried again, and its progress. */
@API(status = API.Status.INTERNAL)
package dev.variegate.job.count;

import org.apiguardian.api.API;
