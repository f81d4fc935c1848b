/** How many planted faults of real images an audit of sources finds, and what else it flags. */
@API(status = API.Status.INTERNAL)
package dev.variegate.benchmarks.audit;

import org.apiguardian.api.API;
