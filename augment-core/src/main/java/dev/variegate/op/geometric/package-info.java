/** Operations that move pixels. */
@API(status = API.Status.STABLE)
package dev.variegate.op.geometric;

import org.apiguardian.api.API;
