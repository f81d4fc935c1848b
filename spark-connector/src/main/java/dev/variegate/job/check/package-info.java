/** What a job checks: its sources before the plan, and its images before they are visible. */
@API(status = API.Status.INTERNAL)
package dev.variegate.job.check;

import org.apiguardian.api.API;
