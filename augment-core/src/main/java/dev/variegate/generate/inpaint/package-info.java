/** Filling holes: by neighbors, by a network, or by RePaint. */
@API(status = API.Status.INTERNAL)
package dev.variegate.generate.inpaint;

import org.apiguardian.api.API;
