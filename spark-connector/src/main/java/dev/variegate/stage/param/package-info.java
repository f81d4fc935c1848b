/** The Params of the stages, as mix-ins in the style of Spark, with validation. */
@API(status = API.Status.INTERNAL)
package dev.variegate.stage.param;

import org.apiguardian.api.API;
