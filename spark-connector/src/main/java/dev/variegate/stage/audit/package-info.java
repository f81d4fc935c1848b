/** What is wrong with the sources of a table, by what is found about all of them. */
@API(status = API.Status.INTERNAL)
package dev.variegate.stage.audit;

import org.apiguardian.api.API;
