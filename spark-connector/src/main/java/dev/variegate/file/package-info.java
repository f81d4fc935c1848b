/** Files and folders on Hadoop file systems, whatever their names. */
@API(status = API.Status.INTERNAL)
package dev.variegate.file;

import org.apiguardian.api.API;
