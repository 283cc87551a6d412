package truekeel.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Locale;

/** The figures of apps, as the report shows them. */
final class ContentReport {
    private ContentReport() {}

    static String table(Republish republish, double target) {
        StringBuilder page = new StringBuilder();
        page.append("\n## A new version of an app for every tenant, by one commit\n\n");
        page.append(
                "| tenants | requests | writes | per tenant | wall s | floor s | ratio | daemon CPU s |"
                        + " simulator CPU s | peak heap MiB | load | 429 |\n|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
        page.append(String.format(
                Locale.ROOT,
                "| %d | %d | %d | %.1f | %.2f | %.2f | %.2f | %.1f | %.1f | %d | %.1f | %d |%n%nTarget: %.2f and not one"
                        + " 429: %s. Published apps with their old id and new content: %d; surplus apps: %d. The tenant in the middle took %.2f s.%n%n",
                RepublishRun.TENANTS,
                republish.requests().size(),
                republish.writes(),
                (double) republish.requests().size() / RepublishRun.TENANTS,
                seconds(republish.wall()),
                seconds(republish.floor()),
                republish.ratio(),
                seconds(republish.daemonCpu()),
                seconds(republish.cloudCpu()),
                republish.heap().peak(),
                republish.load(),
                republish.throttled(),
                target,
                republish.throttled() == 0 && republish.ratio() <= target ? "met" : "missed",
                republish.replaced(),
                republish.surplus(),
                seconds(republish.middle())));
        page.append("| request | times |\n|---|--:|\n");
        republish
                .sorts()
                .forEach((sort, times) -> page.append(String.format(Locale.ROOT, "| %s | %d |%n", sort, times)));
        return page.toString();
    }

    static String table(HeapLog.Use heap) {
        return String.format(
                Locale.ROOT,
                "%n## An app of %d MB, -Xmx256m%n%nFetched from a web server, compared with its digest, uploaded, imported and"
                        + " published. Peak heap: %d MiB in %d collections.%n",
                LargeAppRun.MEGABYTES,
                heap.peak(),
                heap.collections());
    }

    static void json(Republish republish, ObjectNode json) {
        json.put("tenants", RepublishRun.TENANTS)
                .put("requests", republish.requests().size())
                .put("writes", republish.writes())
                .put("wallSeconds", seconds(republish.wall()))
                .put("floorSeconds", seconds(republish.floor()))
                .put("ratio", republish.ratio())
                .put("daemonCpuSeconds", seconds(republish.daemonCpu()))
                .put("simulatorCpuSeconds", seconds(republish.cloudCpu()))
                .put("peakHeapMiB", republish.heap().peak())
                .put("load", republish.load())
                .put("replaced", republish.replaced())
                .put("surplus", republish.surplus())
                .put("throttled", republish.throttled());
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
