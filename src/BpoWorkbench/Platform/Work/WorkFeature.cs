using BpoWorkbench.Domain.Sharing;
using BpoWorkbench.Platform.Kinds;
using BpoWorkbench.Shell;

namespace BpoWorkbench.Platform.Work;

/// <summary>The life of work items, whatever their kind.</summary>
public static class WorkFeature
{
    public static void AddWork(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<WorkKinds>();
        services.AddSingleton(new RefusalTexts(typeof(WorkTexts)));
        foreach (var useCase in new[]
        {
            typeof(ChangeItem), typeof(NextItem), typeof(ReceiveItem), typeof(OpenItem), typeof(ClaimItem), typeof(ReturnItem), typeof(ReleaseItem), typeof(CancelItem),
            typeof(WaitForItem), typeof(DialNumber), typeof(NoteItem), typeof(LeaveItems), typeof(FinishItem), typeof(UndoLast), typeof(SaveDraft), typeof(AttachFile),
            typeof(AnswerQuestion), typeof(TransferItem), typeof(TransferTargets), typeof(AcceptTransfer), typeof(BounceTransfer), typeof(ReopenItem), typeof(OpenChild), typeof(WaitForChildren),
            typeof(SetPriority), typeof(SteerItem), typeof(AssignItem), typeof(MoveItem), typeof(HoldItem), typeof(SteerTargets),
        })
        {
            services.AddScoped(useCase);
        }

        services.AddSingleton<ServiceClocks>().AddSingleton<Capacity>().AddSingleton<OfferWork>();
        services.AddHostedService<WatchForOffers>();
        services.AddSingleton<WakeItems>();
        services.AddSingleton<OfferToAll>();
        services.AddSingleton<MarkBreaches>();
        services.AddSingleton<EndCampaigns>();
        services.AddSingleton<CancelWhatIsLeft>();
        services.AddSingleton<SharingOut>().AddSingleton<ClientShares>();
        services.AddHostedService<RecallAssignments>();
    }
}
