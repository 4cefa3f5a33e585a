using BpoWorkbench.Data;
using BpoWorkbench.Features.Api;
using BpoWorkbench.Features.Email.Scanning;
using BpoWorkbench.Features.Email.Suggesting;
using BpoWorkbench.Platform.Attendance;
using BpoWorkbench.Platform.Figures;
using BpoWorkbench.Platform.Imports;
using BpoWorkbench.Platform.Jobs;
using BpoWorkbench.Platform.Outbox;
using BpoWorkbench.Platform.Work;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Quartz;

namespace BpoWorkbench;

/// <summary>Every job that one node runs for all: when it runs, and what for. What each runs by itself is an <see cref="IOnEveryNode"/>.</summary>
internal static class Schedule
{
    private static void Jobs(IQuartzBuilder jobs)
    {
        Every<WakeItems>(jobs, "0/5 * * * * ?");       // what waited for a time goes back to its queue
        Every<OfferToAll>(jobs, "0/30 * * * * ?");     // call-backs their agent did not take are offered to everyone
        Every<OfferWork>(jobs, "0/5 * * * * ?");       // work that queues push: what a lost signal missed, and offers that ran out
        Every<SortBySkills>(jobs, "7/10 * * * * ?");   // what does without a preferred skill from now on; queues whose skill rules changed
        Every<RaiseByAge>(jobs, "40 * * * * ?");       // what has grown old moves up, where its queue has a rule for it
        Every<MarkBreaches>(jobs, "0/10 * * * * ?");   // promises that were broken since the last look
        Every<SeeOff>(jobs, "3/10 * * * * ?");         // who has not been seen for a while is no longer at work
        Every<FoldCounters>(jobs, "0/10 * * * * ?");   // what was counted since the last fold is added to its counters
        Every<RecountFigures>(jobs, "0 20 3 * * ?");   // every counter against the events, once a night
        Every<EndCampaigns>(jobs, "0 * * * * ?");      // campaigns whose end has come are closed
        Every<CancelWhatIsLeft>(jobs, "0/5 * * * * ?"); // what is left in a queue, once someone asked for it
        Every<SweepImports>(jobs, "5/10 * * * * ?");   // imports that nobody carries on: after a crash, or a lost trigger
        Every<RetireLanes>(jobs, "20 * * * * ?");      // lanes of imports that have run dry
        Every<ForgetRequests>(jobs, "0 50 * * * ?");   // what programs asked for once and will not ask again
        Every<LearnTriage>(jobs, "30 0/5 * * * ?");    // what customers write about, from what their client's people decided since
        Every<ScanUnscanned>(jobs, "25 * * * * ?");    // mail that came while the scanner for viruses was away
        Every<SendOutbox>(jobs, "0/5 * * * * ?");      // mail whose time to be recalled is over leaves the house
    }

    public static void AddSchedule(this WebApplicationBuilder builder)
    {
        builder.Services.AddQuartz(quartz =>
        {
            quartz.UsePersistentStore(builder.KeepJobs);
            Jobs(quartz);
        });
        builder.Services.AddQuartzHostedService(hosted => hosted.WaitForJobsToComplete = true);
        builder.Services.AddHealthChecks().AddQuartz();
    }

    private static void Every<TWork>(IQuartzBuilder jobs, string cron)
        where TWork : class, IRecurring
    {
        jobs.Services.TryAddSingleton<TWork>();
        jobs.ScheduleJob<Job<TWork>>(trigger => trigger.WithIdentity(typeof(TWork).Name).WithCronSchedule(cron), job => job.WithIdentity(typeof(TWork).Name));
    }

    [DisallowConcurrentExecution]
    private sealed class Job<TWork>(TWork work) : IJob
        where TWork : class, IRecurring
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await work.Run(cancellationToken);
    }
}
