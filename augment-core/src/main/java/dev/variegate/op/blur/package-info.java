/** Operations that blur or sharpen. */
@API(status = API.Status.STABLE)
package dev.variegate.op.blur;

import org.apiguardian.api.API;
