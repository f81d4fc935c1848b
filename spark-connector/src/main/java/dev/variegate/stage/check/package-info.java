/** Checks of rows by columns of numbers or texts: gates of generated images, and shortcuts. */
@API(status = API.Status.INTERNAL)
package dev.variegate.stage.check;

import org.apiguardian.api.API;
