/** What a job shows of what it made: pages, sheets of images, and their summaries. */
@API(status = API.Status.INTERNAL)
package dev.variegate.job.report;

import org.apiguardian.api.API;
