/** The Params of the stages, as mix-ins like those of Spark, with the checks of their values. */
@API(status = API.Status.INTERNAL)
package dev.variegate.stage.param;

import org.apiguardian.api.API;
