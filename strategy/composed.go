package strategy

// composedInfos are the strategies made of a bidding, an acceptance rule and a model.
func composedInfos() []Info {
	return []Info{
		Compose("exponential", faratin98, TimedBidding("exponential(0.01, 2)", Exponential{0.01, 2}), ACNext, Modelling{}),
		Compose("hardliner", Insisting.Paper, Insisting, ACNext, Modelling{}),
		Compose("tit-for-tat", faratin98, RelativeTFT, ACNext, Modelling{}),
		Compose("tit-for-tat-random", faratin98, RandomTFT, ACNext, Modelling{}),
		Compose("tit-for-tat-averaged", faratin98, AveragedTFT, ACCombi, Modelling{}),
		Compose("trade-off", faratin02, TradingOff, ACNext, Modelling{}),
		Compose("micro", deJonge, MiCRO, ACLowest, Modelling{}),
		Compose("hard-headed", HardHeadedBidding.Paper, HardHeadedBidding, ACNext, FrequencyModel),
		Compose("nash-seeking", NashBidding.Paper, NashBidding, ACCombi, SmithModel),
		Compose("nice-tit-for-tat", NiceTFT.Paper, NiceTFT, ACCombi, BayesianModel),
		Compose("expected-maximum", ExpectingBidding.Paper, ExpectingBidding, ACNext, Modelling{}),
		Compose("hard-headed-early", HardHeadedBidding.Paper+"; the model: "+EarlyModel.Paper, HardHeadedBidding, ACCombi, EarlyModel),
		Compose("experts", experts, ExpertsOf(HardHeadedBidding, NiceTFT, AveragedTFT), ACExperts, WindowsModel),
		Compose("random", Random.Paper, Random, ACRational, Modelling{}),
	}
}
